use gravamen::place::Place;

#[test]
fn reads_what_it_prints() {
    let place = Place::parse("cl/253-1.2").expect("a place");
    assert_eq!(place.path, ["253-1", "2"]);
    assert_eq!(place.to_string(), "cl/253-1.2");
    assert!(place.within(&Place::article("cl", "253-1")));
    assert_eq!(Place::parse("cl"), None);
}
