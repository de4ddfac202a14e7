use super::*;

const PAGE: &str = r#"<!DOCTYPE html><html lang="zh-TW"><head><title>總統府說明訪問行程 | 海港新聞網</title>
<meta property="og:site_name" content="海港新聞網"><meta name="author" content="陳記者">
<meta property="article:published_time" content="2025-05-09T08:00:00+08:00">
<link rel="canonical" href="https://news.example/1"></head><body>
<nav><ul><li><a href="/">首頁</a></li><li><a href="/w">國際</a></li></ul></nav>
<article><h1>總統府說明訪問行程</h1>
<p>總統府今天說明，總統下週將訪問東京，與日本首相會談，並出席一項有關半導體供應的論壇。</p>
<div class="share"><span>已複製連結</span></div>
<p>發言人表示，雙方將討論貿易、能源與區域安全，行程為期三天，隨行的有外交部長與經濟部長。</p>
<p>Analysts in Tokyo said the visit would be watched closely in Beijing and in Washington, and that talks would go on.</p>
</article><footer><p>版權所有 不得轉載</p></footer></body></html>"#;

fn page(html: &str, page: PageText) -> Result<Document, String> {
    let read = page_document("p", html.as_bytes(), Encoding::Auto, page);
    read.map(|read| read.document).map_err(|error| error.to_string())
}

#[test]
fn the_main_text_is_kept_and_furniture_left_out() {
    let document = page(PAGE, PageText::Main).expect("a page");
    let parts: Vec<_> = document.parts.iter().map(|part| (part.name.as_str(), part.span.of(&document.text))).collect();
    assert_eq!(parts.first(), Some(&("title", "總統府說明訪問行程")));
    let text = parts.last().map_or("", |(_, text)| text);
    assert!(text.starts_with("總統府今天說明") && text.ends_with("talks would go on."), "{text}");
    assert_eq!(text.matches("\n\n").count(), 2, "three paragraphs: {text}");
    for furniture in ["首頁", "已複製連結", "版權所有"] {
        assert!(!document.text.contains(furniture), "{furniture}");
    }
    let details = document.details.expect("a page has some");
    assert_eq!(document.date.map(|date| date.to_string()).as_deref(), Some("2025-05-09T08:00:00+08:00"));
    assert_eq!(details.byline.as_deref(), Some("陳記者"));
    assert_eq!(details.declared_language.as_deref(), Some("zh-TW"));
    assert_eq!(details.link.as_deref(), Some("https://news.example/1"));
    assert!(details.carries_text);
}

#[test]
fn titles_end_before_the_name_of_the_site() {
    let cases = [
        ("<title>普京訪華_國際頻道_海港網</title>", "普京訪華"),
        ("<title>普京訪華 - RTHB</title><link rel='canonical' href='https://news.rthb.example/1'>", "普京訪華"),
        (
            "<title>普京訪華 | 國際 - Harbour News 中文</title><meta property='og:site_name' content='Harbour News 中文'>",
            "普京訪華 | 國際",
        ),
        ("<title>普京訪華  晤習近平 | 即時 | 港報</title><h1>普京訪華  晤習近平</h1>", "普京訪華 晤習近平"),
        (
            "<title>普京訪華 - 專家：意義重大</title><link rel='canonical' href='https://news.rthb.example/1'>",
            "普京訪華 - 專家：意義重大",
        ),
        ("<title>snake_case is no portal</title>", "snake_case is no portal"),
    ];
    for (head, title) in cases {
        let html = format!("<html><head>{head}</head><body><p>Putin left.</p></body></html>");
        let document = page(&html, PageText::Main).expect("a page");
        assert_eq!(document.parts.first().map(|part| part.span.of(&document.text)), Some(title), "{head}");
    }
}

#[test]
fn the_whole_page_has_its_furniture_marked() {
    let document = page(PAGE, PageText::All).expect("a page");
    let details = document.details.expect("a page has some");
    let furniture: Vec<&str> = details.furniture.iter().map(|span| span.of(&document.text)).collect();
    assert_eq!(furniture, ["首頁\n\n國際", "已複製連結", "版權所有 不得轉載"]);
}

#[test]
fn text_that_a_script_draws_is_found() {
    let html = r#"<title>流感</title><meta name="description" content="衞生署指，本港已踏入流感季節，呼籲市民接種...">
        <body><div id="app"></div><script type="application/json">{"a": [{"text":
        "衞生署指，本港已踏入流感季節，呼籲市民接種疫苗。\n\n世衞代表昨日到訪。"}]}</script></body>"#;
    let document = page(html, PageText::Main).expect("a page");
    assert_eq!(document.text, "流感\n\n衞生署指，本港已踏入流感季節，呼籲市民接種疫苗。\n\n世衞代表昨日到訪。");
}

#[test]
fn what_is_no_page_is_told() {
    let deep = "<div>".repeat(100_000);
    let cases = [
        ("plain text, 5 < 6", "no HTML in it"),
        ("<html><body><script>1</script></body></html>", "no text in this page"),
        (deep.as_str(), "line 1: more than 512 elements"),
        ("\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\u{1}\u{1}<p>", "this is no text"),
    ];
    for (html, expected) in cases {
        let error = page(html, PageText::Main).expect_err(expected);
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn long_texts_take_linear_time() {
    let start = std::time::Instant::now();
    for html in ["&amp;".repeat(30_000), format!("<a title='{}'>", "&amp;".repeat(30_000)), "普京·".repeat(30_000)] {
        let document = page(&format!("<title>普京訪華</title><p>{html} Putin"), PageText::Main).expect("a page");
        assert!(document.text.ends_with("Putin"));
    }
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    let attributes: String = (0..50_000).map(|number| format!("a{number}=1 ")).collect();
    let told = page(&format!("<p {attributes}>Putin"), PageText::Main).expect_err("too many");
    assert!(told.contains("more than 1000 attributes"), "{told}");
}
