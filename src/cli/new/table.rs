//! Several acts at once: a line an act, or a sheet.

use std::path::Path;

use super::super::acts::sheet::{self, Sheet};
use super::super::failure::Failure;
use super::ask::Asker;
use crate::interview::Interview;
use crate::interview::edit::File;
use crate::table::{Map, Row};

/// What a line says of an act, in order; who acted comes first where several could have.
const COLUMNS: [&str; 6] = ["when", "does", "dataset", "items", "gains", "to"];

/// The column of who acted.
const BY: &str = "by";

/// The text of the file with an act for each line or row; nothing where none was entered.
pub(super) fn acts(interview: &Interview<'_>, asker: &Asker) -> Result<Option<String>, Failure> {
    let (language, say) = (asker.language, |zh, en| asker.say(asker.language.either(zh, en)));
    let Ok(mut file) = File::parse(interview.text()) else { return Ok(None) };
    let before = file.text();
    let Ok(now) = File::parse(&before) else { return Ok(None) };
    let known = interview.known(&now);
    let persons = now.entries("person");
    let alone = persons.len() == 1;
    if alone {
        say(
            "每起行为一行：时间；行为；信息；条数；金额（元）；提供给谁。各项以分号相隔，没有的留空；或者写一个 XLSX、CSV 表格的路径。空行结束。",
            "A line for each act: when; what was done; information; items; money in yuan; to whom. Semicolons between them, nothing where there is none; or the path of a sheet in XLSX or CSV. An empty line ends it.",
        );
    } else {
        say(
            "每起行为一行：谁；时间；行为；信息；条数；金额（元）；提供给谁。各项以分号相隔，没有的留空；或者写一个 XLSX、CSV 表格的路径。空行结束。",
            "A line for each act: who; when; what was done; information; items; money in yuan; to whom. Semicolons between them, nothing where there is none; or the path of a sheet in XLSX or CSV. An empty line ends it.",
        );
    }
    let keys: Vec<String> =
        (if alone { None } else { Some(BY) }).into_iter().chain(COLUMNS).map(str::to_owned).collect();
    let always = if alone { vec![(BY.to_owned(), persons[0].name.clone())] } else { Vec::new() };
    let mut number = 0;
    loop {
        let prompt = language.either(format!("第{}行", number + 1), format!("Line {}", number + 1));
        // Interrupted, it ends as at an empty line: what was entered stays.
        let line = asker.line(&prompt, "")?.unwrap_or_default();
        let line = line.trim();
        if line.is_empty() {
            break;
        }
        let is_sheet = Path::new(line).is_file();
        let (rows, chosen) = match is_sheet {
            true => match sheet::rows_of(Path::new(line), None, language) {
                Ok(rows) => (rows, (&[][..], None)),
                Err(failure) => {
                    asker.say(&format!("  ! {failure}"));
                    continue;
                }
            },
            false => {
                let cells = line.split([';', '；', '\t']).map(|cell| cell.trim().to_owned()).collect();
                (vec![Row { line: number + 1, cells }], (keys.as_slice(), Some(false)))
            }
        };
        let mut sheet = match Sheet::new(rows, &known, &Map::default(), chosen, language) {
            Ok(sheet) => sheet,
            Err(wrong) => {
                wrong.iter().for_each(|one| asker.say(&super::told(one, language)));
                continue;
            }
        };
        sheet.always(always.clone());
        // A line that cannot be an act leaves the file as it was.
        let mut after = File::parse(&file.text()).map_err(|wrong| Failure::Usage(wrong.message.clone()))?;
        let done = match is_sheet {
            true => sheet.append_to(&mut after, &known, language),
            false => sheet.append_all(&mut after, &known, language),
        };
        match done {
            Ok(done) => {
                file = after;
                let more = done.acts;
                number += more as u64;
                if is_sheet {
                    done.known(language).iter().for_each(|again| asker.say(again));
                    asker.say(&language.either(format!("已读入{more}起行为"), format!("{more} acts were read")));
                }
            }
            Err(why) => asker.say(&format!("  ! {why}")),
        }
    }
    Ok((file.text() != before).then(|| file.text()))
}
