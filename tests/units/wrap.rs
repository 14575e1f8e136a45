use gravamen::render::wrap::{width, wrap};

#[test]
fn words_stay_whole_and_marks_cling() {
    assert_eq!(wrap("at least 500 items", 10), ["at least", "500 items"]);
    assert_eq!(wrap("五百条以上的，情节严重", 12), ["五百条以上", "的，情节严重"]);
    assert_eq!(wrap("dataset.orders.items", 10), ["dataset.", "orders.", "items"]);
    assert_eq!(wrap("自2021年3月9日起", 12), ["自", "2021年3月9日", "起"]);
}

#[test]
fn no_line_is_too_wide() {
    for limit in 2..40 {
        let text = "非法获取 158,800–161,200条（fs-2017-10/5.1.4）以上的，属于“情节严重”, as is said";
        assert!(wrap(text, limit).iter().all(|line| width(line) <= limit.max(4)), "{limit}");
    }
}
