//! What was passed on, once for each recipient: the fewest and the most that recipients can have had.

use super::count::Part;
use super::reader::Reader;
use crate::program::Counting;
use crate::range::{Number, Range};

impl Reader<'_> {
    /// The fewest recipients, and items passed on: unnamed recipients of several acts may be the same.
    pub(super) fn passed_on_at_least(&self, parts: &[&Part<'_>], counting: &Counting) -> (Number, Number) {
        let certain: Vec<&Part<'_>> = parts.iter().copied().filter(|part| part.truth.certain()).collect();
        // Recipients by what each received: a name, how many of them, items.
        let mut recipients: Vec<(Option<&str>, Number, Number)> = Vec::new();
        for name in names(&certain) {
            recipients.push((Some(name), 1, self.union_at_least(&of_name(&certain, name), counting)));
        }
        let mut unnamed: Vec<&Part<'_>> = certain;
        unnamed.sort_by_key(|part| std::cmp::Reverse(part.size.min));
        for part in unnamed {
            let Some((own, number)) = &part.to else { continue };
            let mut left = number.min;
            recipients.sort_by_key(|(_, _, items)| std::cmp::Reverse(*items));
            let mut split = Vec::new();
            for (name, count, items) in
                recipients.iter_mut().filter(|(name, ..)| name.is_none_or(|name| !own.contains(&name)))
            {
                let same = left.min(*count);
                left -= same;
                if *items < part.size.min && same > 0 {
                    *count -= same;
                    split.push((*name, same, part.size.min));
                }
            }
            recipients.extend(split);
            recipients.push((None, left, part.size.min));
            recipients.retain(|(_, count, _)| *count > 0);
        }
        recipients.iter().fold((0, 0), |(count, sum), (_, number, items)| (count + number, sum + number * items))
    }

    /// The most recipients and items passed on, and the most that a single recipient surely received of them.
    pub(super) fn passed_on_at_most(&self, parts: &[&Part<'_>], counting: &Counting) -> ((Number, Number), Number) {
        let mut count = Range::ZERO;
        let mut sum = Range::ZERO;
        let mut largest = 0;
        for name in names(parts) {
            let received = self.union_at_most(&of_name(parts, name), counting);
            count = count + Range::point(1);
            sum = sum + Range::point(received);
            largest = largest.max(received);
        }
        for part in parts {
            let Some((_, number)) = &part.to else { continue };
            count = count + *number;
            sum = sum + *number * part.size;
            if number.max > 0 {
                largest = largest.max(part.size.max);
            }
        }
        ((count.max, sum.max), largest)
    }
}

fn names<'a>(parts: &[&Part<'a>]) -> Vec<&'a str> {
    let mut names = Vec::new();
    for name in parts.iter().filter_map(|part| part.to.as_ref()).flat_map(|(named, _)| named) {
        if !names.contains(name) {
            names.push(*name);
        }
    }
    names
}

fn of_name<'a, 'b>(parts: &[&'b Part<'a>], name: &str) -> Vec<&'b Part<'a>> {
    parts.iter().copied().filter(|part| part.to.as_ref().is_some_and(|(named, _)| named.contains(&name))).collect()
}
