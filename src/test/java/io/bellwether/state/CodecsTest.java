package io.bellwether.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What state refers to by a name or by a number: it is found, and it means what it meant. */
class CodecsTest {

    private static final List<JavaClass> CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.bellwether").stream()
                    .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                    .toList();

    /** All codecs of the job. */
    static List<Codec<?>> all() {
        List<Codec<?>> codecs = new ArrayList<>();
        for (Codec<?> codec : ServiceLoader.load(Codec.class)) {
            if (!codec.name().startsWith("test-")) {
                codecs.add(codec);
            }
        }
        return codecs;
    }

    /** A state finds its codec by the name through that list, wherever its class is by then. */
    @Test
    void everyCodecIsListed() {
        Set<String> listed = new TreeSet<>();
        all().forEach(codec -> listed.add(codec.getClass().getName()));
        Set<String> there = new TreeSet<>();
        CLASSES.stream().filter(type -> type.isAssignableTo(Codec.class)).forEach(type -> there.add(type.getName()));
        assertThat(listed).isEqualTo(there);
    }

    @Test
    void noNameIsUsedTwice() {
        Set<String> names = new HashSet<>();
        assertThat(all()).allSatisfy(codec -> {
            assertThat(names.add(codec.name())).as(codec.name()).isTrue();
            assertThat(codec.versions()).containsEntry(codec.name(), codec.version());
        });
    }

    /**
     * A code means its constant for ever. A new constant gets a new code and a line here; the code of one that goes is not
     * used again, so its line stays, with "gone" for its name.
     */
    @Test
    void codesMeanWhatTheyMeant() throws IOException {
        List<String> codes = new ArrayList<>();
        CLASSES.stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(Coded.class))
                .map(JavaClass::reflect)
                .forEach(type -> Arrays.stream(type.getEnumConstants())
                        .forEach(constant -> codes.add(line(type, (Coded) constant))));
        List<String> committed = committed();
        List<String> gone =
                committed.stream().filter(line -> line.endsWith(" gone")).toList();

        assertThat(codes).hasSizeGreaterThan(150).doesNotHaveDuplicates();
        assertThat(committed).containsAll(codes);
        assertThat(committed.size() - gone.size()).isEqualTo(codes.size());
        assertThat(committed.stream().map(line -> line.substring(0, line.lastIndexOf(' '))))
                .doesNotHaveDuplicates();
    }

    private static String line(Class<?> type, Coded constant) {
        String outer =
                type.getDeclaringClass() == null ? "" : type.getDeclaringClass().getSimpleName() + '.';
        return outer + type.getSimpleName() + ' ' + constant.code() + ' ' + constant;
    }

    private static List<String> committed() throws IOException {
        try (var committed = CodecsTest.class.getResourceAsStream("codes.txt")) {
            return new String(committed.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
