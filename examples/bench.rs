use gravamen::engine::*;
use gravamen::evaluate::*;
use gravamen::measure::*;
use gravamen::span::Sources;
fn main() {
    let mut sources = Sources::default();
    let t = std::time::Instant::now();
    let laws = Laws::parse(embedded_law(), &mut sources);
    println!("parse {:?}", t.elapsed());
    let as_of = jiff::civil::date(2023, 6, 1);
    let t = std::time::Instant::now();
    let (book, _) = laws.book(&sources, as_of).unwrap();
    println!("book {:?}", t.elapsed());
    let t = std::time::Instant::now();
    let engine = Engine::new(book).unwrap();
    println!("compile {:?}", t.elapsed());
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let id = sources.add(&path, text);
    let t = std::time::Instant::now();
    let r = gravamen::case::read(&mut sources, id, &engine.book.vocabulary, &[]).unwrap();
    println!("read {:?}", t.elapsed());
    let t = std::time::Instant::now();
    let _ = engine.analyse(&r.case, &Settings::default()).unwrap();
    println!("analyse {:?}", t.elapsed());
    let world = engine.world(&Settings::default()).unwrap();
    let m = measure(&r.case, &engine.program, 0, &world);
    let truths: Vec<bool> = m.truths.iter().map(|t| t.certain()).collect();
    let numbers: Vec<i128> = m.numbers.iter().map(|n| n.min).collect();
    let mut out = Outcome::<Points>::default();
    let n = 1_000_000;
    for _ in 0..3 {
        let t = std::time::Instant::now();
        for _ in 0..n {
            walk::<Points>(
                std::hint::black_box(&engine.program.steps),
                std::hint::black_box(&truths),
                &numbers,
                &mut out,
            );
            std::hint::black_box(&out);
        }
        println!("walk {:?} ns, {} steps", t.elapsed().as_nanos() as f64 / n as f64, engine.program.steps.steps.len());
    }
    let o = &engine.program.offences[1];
    let wanted: Vec<_> = o.grades.iter().map(|g| g.reached).collect();
    let (steps, w) = gravamen::program::slice(&engine.program.steps, &wanted);
    for _ in 0..3 {
        let t = std::time::Instant::now();
        for _ in 0..n {
            walk::<Points>(std::hint::black_box(&steps), std::hint::black_box(&truths), &numbers, &mut out);
            std::hint::black_box(&out);
        }
        println!(
            "slice {:?} ns, {} steps {:?}",
            t.elapsed().as_nanos() as f64 / n as f64,
            steps.steps.len(),
            w.iter().map(|w| out.truth(*w)).collect::<Vec<_>>()
        );
    }
    let t = std::time::Instant::now();
    for _ in 0..100 {
        std::hint::black_box(measure(&r.case, &engine.program, 0, &world));
    }
    println!("measure {:?}", t.elapsed() / 100);
}
