use gravamen::engine::*;
use gravamen::span::Sources;
fn main() {
    let mut sources = Sources::default();
    let laws = Laws::parse(embedded_law(), &mut sources);
    let as_of = jiff::civil::date(2023, 6, 1);
    let show = |sources: &Sources, ds: &[gravamen::diagnostic::Diagnostic]| {
        for d in ds {
            println!("{}", gravamen::render::source::render(sources, d, false));
        }
    };
    let (book, w) = match laws.book(&sources, as_of) {
        Ok(b) => b,
        Err(e) => {
            show(&sources, &e);
            return;
        }
    };
    show(&sources, &w);
    let engine = Engine::new(book).unwrap();
    println!(
        "steps {} questions {} aggregates {} filters {} L {}",
        engine.program.steps.steps.len(),
        engine.program.questions.len(),
        engine.program.aggregates.len(),
        engine.program.filters.len(),
        engine.program.denominator
    );
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let id = sources.add(&path, text);
        let r = gravamen::case::read(&mut sources, id, &engine.book.vocabulary, &[]);
        let r = match r {
            Ok(r) => r,
            Err(e) => {
                show(&sources, &e);
                continue;
            }
        };
        show(&sources, &r.warnings);
        let t = std::time::Instant::now();
        let a = engine.analyse(&r.case, &Settings::default()).unwrap();
        println!("== {} {:?}", a.case, t.elapsed());
        for p in &a.persons {
            for c in &p.charges {
                println!(
                    "  {} {} {:?} {:?} grades {:?} exact {}",
                    p.id,
                    c.offence,
                    c.text,
                    c.status,
                    c.grades.iter().map(|g| g.name.clone()).collect::<Vec<_>>(),
                    c.exact
                );
                for g in &c.grounds {
                    println!(
                        "     {} {:?} {:?} {:?}",
                        g.place,
                        g.status,
                        g.degree.as_ref().map(|d| (d.0.to_string(), d.1.as_ref().map(|x| x.to_string()))),
                        g.compared.map(|c| (c.quantity, c.threshold.to_string()))
                    );
                }
                for o in &c.open_facts {
                    println!(
                        "     open {} -> {:?}",
                        o.fact,
                        o.would_decide.iter().map(|p| p.to_string()).collect::<Vec<_>>()
                    );
                }
                for o in &c.choices_that_matter {
                    println!(
                        "     choice {} -> {:?}",
                        o.name,
                        o.grades
                            .iter()
                            .map(|(k, v)| (k.clone(), v.iter().map(|g| g.name.clone()).collect::<Vec<_>>()))
                            .collect::<Vec<_>>()
                    );
                }
                for k in &c.count {
                    println!("     count {:?} {} {:?}", k.datasets, k.class, k.items);
                }
                println!("     reachable {:?}", c.reachable);
            }
        }
        for e in &r.case.expectations {
            println!("  expect {:?} {:?} months {:?} differs {}", e.grades, e.grounds, e.months, e.differs.is_some());
        }
    }
}
