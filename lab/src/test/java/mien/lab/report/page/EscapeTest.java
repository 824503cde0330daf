package mien.lab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EscapeTest {

    @Test
    void markupBecomesText() {
        assertThat(Escape.html("<a href=\"x\">O'Neil & co 😀</a>"))
                .isEqualTo("&lt;a href=&quot;x&quot;&gt;O&#39;Neil &amp; co 😀&lt;/a&gt;");
    }

    @Test
    void noStringOfTheDataEndsItsScript() {
        assertThat(Escape.json("[\"</script><!--\"]")).isEqualTo("[\"\\u003c/script>\\u003c!--\"]");
    }

    @Test
    void noStringOfAScriptEndsIt() {
        assertThat(Escape.script("a = '</script>' + '<!--'")).isEqualTo("a = '<\\/script>' + '<\\!--'");
    }
}
