use gravamen::cli::output::of_locale;
use gravamen::report::words::Language;

#[test]
fn the_locale_decides_the_language() {
    assert_eq!(of_locale(Some("zh-CN")), Language::Zh);
    assert_eq!(of_locale(Some("en-GB")), Language::En);
    assert_eq!(of_locale(Some("C")), Language::En);
    assert_eq!(of_locale(None), Language::En);
}
