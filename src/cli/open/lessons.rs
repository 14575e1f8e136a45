//! The course on the page: the list, and a lesson with its facts, its question, the quiz, and the mistake that people make.

use super::workbench::{Answer, Asked, Workbench};
use crate::cli::course::{self, Lesson};
use crate::page::frame::{self, Status};
use crate::page::{Scene, lesson, result};
use crate::report::words::Words;

impl Workbench {
    /// The list of lessons; or one, with its answers marked where they were sent.
    pub(super) fn course(&mut self, scene: &Scene<'_>, asked: &Asked) -> Answer {
        let lessons = course::lessons();
        let Some(number) = asked.get("n") else {
            let titles: Vec<&str> = lessons.iter().map(|lesson| scene.language().of(&lesson.title)).collect();
            let main = lesson::list(scene, &titles);
            return Answer::Page(frame::page(scene, scene.say("课程", "Course"), &Status::default(), &main));
        };
        let chosen =
            number.parse::<usize>().ok().and_then(|number| Some((number, lessons.get(number.checked_sub(1)?)?)));
        let Some((number, chosen)) = chosen else { return Answer::Nowhere };
        self.lesson(scene, asked, number, chosen)
    }

    fn lesson(&mut self, scene: &Scene<'_>, asked: &Asked, number: usize, chosen: &Lesson) -> Answer {
        let language = scene.language();
        let looked = self.look(language, &chosen.case, &chosen.text, &[], |engine, reading, settings| {
            course::worked(engine, &reading, settings, language)
        });
        let title = language.of(&chosen.title);
        let main = match looked {
            Ok((worked, _)) => {
                let words = Words::naming(language, worked.names.clone());
                let scene = Scene { words: &words, ..*scene };
                let answer = |number: usize| asked.get(&format!("q{number}")).map(str::to_owned);
                let answers = asked.form.as_ref().map(|_| (0..).map_while(answer).collect::<Vec<_>>());
                let shown = lesson::Shown {
                    number,
                    title,
                    facts: &worked.facts,
                    question: language.of(&chosen.question),
                    mistake: language.of(&chosen.mistake),
                };
                lesson::lesson(&scene, &shown, &worked.reasoning, answers.as_deref())
            }
            Err(wrong) => result::problems(scene, &wrong),
        };
        Answer::Page(frame::page(scene, title, &Status::default(), &main))
    }
}
