package io.bellwether.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /** Who raises a version and does nothing else refuses what is older in words, rather than read it as what it is not. */
    @Test
    void whatIsOlderIsReadOnlyWhereSomebodySaysSo() throws IOException {
        Part raised = new Part("test-part", 2);
        assertThat(raised.oldest()).isEqualTo(2);
        Codec<String> holder = new Codec<>("test-holder", 1, String.class, raised) {
            private static final long serialVersionUID = 1L;

            @Override
            public void write(String value, DataOutput out) throws IOException {
                out.writeUTF(value);
            }

            @Override
            public String read(DataInput in, Versions stored) throws IOException {
                return in.readUTF();
            }
        };
        assertThat(new StoredVersions("test-holder", Map.of("test-holder", 1, "test-part", 1)).problem(holder))
                .isEqualTo(
                        "test-part in test-holder was written in version 1 by an older release, and this one reads from 2");
    }

    /**
     * Who writes something by another codec, or a part, names it: so that its version is stored, and a change of it is seen. Who
     * reads hands on which versions were stored, and takes none for present.
     */
    @Test
    void whatIsWrittenByAnotherIsNamedAndReadByItsVersion() {
        Map<String, JavaClass> byName = new HashMap<>();
        CLASSES.forEach(type -> byName.put(type.getName(), type));
        int used = 0;
        for (Codec<?> codec : all()) {
            Set<JavaMethod> reached = new HashSet<>();
            reach(byName.get(codec.getClass().getName()), reached);
            for (JavaMethod method : reached) {
                String other = nameOf(method.getOwner());
                if (other != null && !codec.name().equals(other)) {
                    assertThat(codec.versions())
                            .as("%s in %s", other, codec.name())
                            .containsKey(other);
                    used++;
                }
                // that one reads what others wrote in this release
                if (method.getName().startsWith("read")
                        && !method.getOwner().getSimpleName().equals("CellKeyPool")) {
                    assertThat(method.getFieldAccesses())
                            .as(method.getFullName())
                            .noneMatch(access -> access.getTarget().getName().equals("CURRENT"));
                }
            }
        }
        assertThat(used).isGreaterThan(40);
    }

    /** What a codec calls to write and to read, as far as it takes the stream. */
    private static void reach(JavaClass codec, Set<JavaMethod> reached) {
        Deque<JavaMethod> ahead = new ArrayDeque<>();
        codec.getMethods().stream().filter(CodecsTest::takesStream).forEach(ahead::add);
        while (!ahead.isEmpty()) {
            JavaMethod method = ahead.poll();
            if (reached.add(method)) {
                method.getMethodCallsFromSelf().stream()
                        .flatMap(call -> call.getTarget().resolveMember().stream())
                        .filter(target -> target.getOwner().getName().startsWith("io.bellwether"))
                        .filter(CodecsTest::takesStream)
                        .forEach(ahead::add);
            }
        }
    }

    private static boolean takesStream(JavaMethod method) {
        return method.getRawParameterTypes().stream()
                .anyMatch(type -> type.isEquivalentTo(DataInput.class) || type.isEquivalentTo(DataOutput.class));
    }

    /** The name in savepoints of what a class writes; null for none of its own. */
    private static String nameOf(JavaClass type) {
        try {
            Class<?> loaded = type.reflect();
            for (Codec<?> codec : all()) {
                if (codec.getClass() == loaded) {
                    return codec.name();
                }
            }
            for (Field field : loaded.getDeclaredFields()) {
                if (field.getName().equals("PART")) {
                    return ((Part) field.get(null)).name();
                }
            }
            return null;
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
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
