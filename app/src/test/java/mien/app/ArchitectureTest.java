package mien.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The borders that the design draws, over the classes of all modules.
class ArchitectureTest {
    private static final JavaClasses MIEN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("mien");

    private static final int LONGEST_FILE = 350;

    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    @Test
    void allModulesAreSeen() {
        assertThat(MIEN.contain(mien.image.Picture.class)).isTrue();
        assertThat(MIEN.contain(mien.lab.network.Network.class)).isTrue();
        assertThat(MIEN.contain(Main.class)).isTrue();
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(MIEN);
    }

    @ParameterizedTest
    @CsvSource({
        "org.bytedeco.pytorch.., mien.lab.torch..",
        "org.bytedeco.opencv.., mien.image..|mien.face..",
        "ai.onnxruntime.., mien.model..",
        "org.bytedeco.ffmpeg.., mien.video..",
        "org.apache.poi.., mien.lab.report.workbook..",
        "org.sqlite.., mien.lab.database..",
        "java.sql.., mien.lab.database..",
        "picocli.., mien.app..",
        "org.eclipse.jetty.., mien.app.server..",
    })
    void nativeTypesStayBehindTheirBorder(String library, String owners) {
        noClasses()
                .that()
                .resideOutsideOfPackages(owners.split("\\|"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(MIEN);
    }

    @ParameterizedTest
    @CsvSource({
        "mien, mien.lab..|mien.app..",
        "mien.image.., mien.lab..|mien.app..",
        "mien.face.., mien.lab..|mien.app..",
        "mien.model.., mien.lab..|mien.app..",
        "mien.protobuf.., mien.model..|mien.lab..|mien.app..",
        "mien.lab.., mien.app..",
    })
    void nothingPointsBack(String lower, String higher) {
        noClasses()
                .that()
                .resideInAPackage(lower)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(higher.split("\\|"))
                .allowEmptyShould(true)
                .check(MIEN);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(MIEN);
    }

    @Test
    void accessorsDoWithoutGet() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .doNotImplement("picocli.CommandLine$IVersionProvider")
                .should()
                .haveNameNotMatching("get[A-Z].*")
                .check(MIEN);
    }

    @Test
    void filesAreShortEnoughToRead() throws IOException {
        try (var files = Files.walk(Path.of(".."))) {
            var sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/"))
                    .toList();
            assertThat(sources).hasSizeGreaterThan(10);
            assertThat(sources).filteredOn(file -> lines(file) > LONGEST_FILE).isEmpty();
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
