package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PageOpenerTest {

    @Test
    void everySystemHasItsOwnOpener() {
        assertThat(PageOpener.of("Windows 11", Map.of()).command()).first().isEqualTo("rundll32");
        assertThat(PageOpener.of("Mac OS X", Map.of()).command()).containsExactly("open");
        assertThat(PageOpener.of("Linux", Map.of("DISPLAY", ":0")).command()).containsExactly("xdg-open");
        assertThat(PageOpener.of("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"))
                        .command())
                .containsExactly("xdg-open");
    }

    @Test
    void whyThereIsNoBrowserIsSaid() throws InterruptedException {
        assertThat(PageOpener.of("Linux", Map.of()).open("http://localhost/")).contains("there is no screen");
        assertThat(new PageOpener(List.of("/no/such/program")).open("http://localhost/"))
                .contains("/no/such/program cannot be started");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anOpenerThatFailsIsSaid() throws InterruptedException {
        assertThat(new PageOpener(List.of("false")).open("http://localhost/")).contains("false ended with code 1");
        assertThat(new PageOpener(List.of("true")).open("http://localhost/")).isEmpty();
    }
}
