package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the views are made of.
class AssetsTest {
    private static final int FIRST_VIEW = 200_000; // bytes
    private static final Pattern LOADED = Pattern.compile("[\"'](/web/[^\"']+)[\"']|from '\\./([^']+)'");

    private final Assets assets = Assets.load();

    @Test
    void theFirstViewIsWhereTheServerLeads() {
        assertThat(at("/").headers())
                .containsEntry("Location", Assets.VIEWS.getFirst().path());
    }

    @Test
    void everyViewNamesAllViewsAndMarksItself() {
        for (var view : Assets.VIEWS) {
            var page = text(view.path());
            assertThat(page)
                    .contains("<title>" + view.name() + " · Mien</title>")
                    .doesNotContain("{{");
            assertThat(Assets.VIEWS).allSatisfy(other -> assertThat(page).contains("href=\"" + other.path() + "\""));
            assertThat(page)
                    .containsOnlyOnce("aria-current")
                    .contains("href=\"" + view.path() + "\" aria-current=\"page\">" + view.name());
        }
    }

    @Test
    void allThatAViewLoadsIsThereAndSmall() {
        for (var view : Assets.VIEWS) {
            var loaded = new HashSet<String>();
            load(view.path(), loaded);
            assertThat(loaded.stream().mapToInt(path -> at(path).body().length).sum())
                    .as(view.path())
                    .isLessThan(FIRST_VIEW);
        }
    }

    @Test
    void nothingIsServedThatNoViewLoads() {
        var loaded = new HashSet<>(Set.of("/"));
        Assets.VIEWS.forEach(view -> load(view.path(), loaded));

        assertThat(loaded).containsExactlyInAnyOrderElementsOf(assets.byPath().keySet());
    }

    @Test
    void scriptsAreShortEnoughToRead() {
        assertThat(assets.byPath().keySet())
                .filteredOn(path -> path.endsWith(".js"))
                .allSatisfy(path -> assertThat(List.of(text(path).split("\n"))).hasSizeLessThanOrEqualTo(350));
    }

    private void load(String path, Set<String> loaded) {
        assertThat(assets.byPath()).containsKey(path);
        if (loaded.add(path)) {
            var found = LOADED.matcher(text(path));
            while (found.find()) {
                load(found.group(1) == null ? "/web/" + found.group(2) : found.group(1), loaded);
            }
        }
    }

    private Reply at(String path) {
        return Objects.requireNonNull(assets.byPath().get(path));
    }

    private String text(String path) {
        return new String(at(path).body(), StandardCharsets.UTF_8);
    }
}
