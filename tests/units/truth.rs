use gravamen::truth::Truth::{self, *};

const ALL: [Truth; 3] = [Excluded, Open, Established];

#[test]
fn and_by_full_table() {
    let expected = [[Excluded, Excluded, Excluded], [Excluded, Open, Open], [Excluded, Open, Established]];
    for (row, a) in ALL.into_iter().enumerate() {
        for (column, b) in ALL.into_iter().enumerate() {
            assert_eq!(a.and(b), expected[row][column]);
        }
    }
}

#[test]
fn or_by_full_table() {
    let expected = [[Excluded, Open, Established], [Open, Open, Established], [Established, Established, Established]];
    for (row, a) in ALL.into_iter().enumerate() {
        for (column, b) in ALL.into_iter().enumerate() {
            assert_eq!(a.or(b), expected[row][column]);
        }
    }
}

#[test]
fn not_swaps_the_settled_and_keeps_the_open() {
    assert_eq!(ALL.map(|truth| !truth), [Established, Open, Excluded]);
}
