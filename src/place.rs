//! Where a rule stands: instrument, article, paragraph, item. A place is a rule's name and its citation.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A level of a text (条、款、项).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// An article (条).
    Article,
    /// A paragraph (款).
    Paragraph,
    /// An item (项), or an item within an item (目).
    Item,
}

impl Part {
    /// All of them, with their keywords.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Article, "article"), (Self::Paragraph, "par"), (Self::Item, "item")];

    /// Its keyword.
    pub fn keyword(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// A pinpoint (条、款、项) such as `fs-2017-10/5.1.3`: instrument `fs-2017-10`, article 5, paragraph 1, item 3.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The instrument's id.
    pub instrument: String,
    /// Article, paragraph and item, as far down as the rule stands; `253-1` is one article.
    pub path: Vec<String>,
}

impl Place {
    /// The place of an article.
    pub fn article(instrument: &str, article: &str) -> Self {
        Self { instrument: instrument.to_owned(), path: vec![article.to_owned()] }
    }

    /// The place one level down.
    pub fn child(&self, number: &str) -> Self {
        let mut child = self.clone();
        child.path.push(number.to_owned());
        child
    }

    /// The place of the article this stands in.
    pub fn in_article(&self) -> Self {
        Self { instrument: self.instrument.clone(), path: self.path.iter().take(1).cloned().collect() }
    }

    /// Whether this is `other` or stands within it.
    pub fn within(&self, other: &Self) -> bool {
        self.instrument == other.instrument && self.path.starts_with(&other.path)
    }

    /// Reads `instrument/article.paragraph.item`.
    pub fn parse(text: &str) -> Option<Self> {
        let (instrument, path) = text.split_once('/')?;
        let path: Vec<String> = path.split('.').map(str::to_owned).collect();
        let well_formed = !instrument.is_empty() && path.iter().all(|part| !part.is_empty());
        well_formed.then(|| Self { instrument: instrument.to_owned(), path })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.instrument, self.path.join("."))
    }
}
