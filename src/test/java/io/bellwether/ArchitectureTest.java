package io.bellwether;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.bellwether.state.Coded;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.junit.jupiter.api.Test;

/** Which package may know which, and which classes may know Flink. */
class ArchitectureTest {

    private static final String BASE = "io.bellwether";

    /** What every package may import; they import nothing but each other. */
    private static final Set<String> EVERYBODYS = Set.of("yaml", "file", "state");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`\\w+`|\\(root\\)) \\|[^|\n]*\\|([^|\n]*)\\|$");
    private static final Pattern QUOTED = Pattern.compile("`([^`\n]+)`");

    private static final String MAP = read("docs/architecture.md");

    /** What a package may import beside itself and what everybody may: the table of the map; the root is empty. */
    private static final Map<String, Set<String>> MAY_IMPORT = table();

    /** Wires jobs and runs them, so that it knows Flink in every class. */
    private static final Set<String> RUN_JOBS = Set.of("job", "replay", "demo", "bench", "command");

    private static final Pattern ADAPTER = Pattern.compile(
            ".*(Function|Operator|OperatorFactory|Source|Reader|Sink|Writer|Committer|Serializer|SerializerSnapshot|Deserializer|TypeInfo|Watermarks)");

    /** Parts that an adapter was split into: nothing but that adapter calls them. */
    private static final Set<String> PARTS_OF_ADAPTERS = Set.of(
            "io.bellwether.alert.EvidenceCounter",
            "io.bellwether.cases.CaseEmission",
            "io.bellwether.influx.InfluxWriterCounters",
            "io.bellwether.webhook.DeliveryMetrics",
            "io.bellwether.webhook.Flights",
            "io.bellwether.webhook.Circumstances",
            "io.bellwether.webhook.Outbox",
            "io.bellwether.webhook.Troubles");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read; tests run in the folder of the project", e);
        }
    }

    private static Map<String, Set<String>> table() {
        Map<String, Set<String>> table = new TreeMap<>();
        for (Matcher row = ROW.matcher(MAP); row.find(); ) {
            Set<String> allowed = new TreeSet<>();
            for (Matcher name = QUOTED.matcher(row.group(2)); name.find(); ) {
                allowed.add(name.group(1));
            }
            table.put(row.group(1).equals("(root)") ? "" : row.group(1).replace("`", ""), allowed);
        }
        return table;
    }

    /** What the map names has to be there: a class, of the code or of a test, or a file. */
    @Test
    void theMapNamesWhatIsThere() {
        Set<String> classes = new TreeSet<>();
        new ClassFileImporter().importPackages(BASE).forEach(type -> classes.add(type.getSimpleName()));
        Set<String> missing = new TreeSet<>();
        for (Matcher name = QUOTED.matcher(MAP); name.find(); ) {
            String quoted = name.group(1);
            boolean isFile = quoted.contains("/") || quoted.endsWith(".yaml");
            boolean isClass = quoted.matches("[A-Z]\\w*");
            if (isFile && Files.notExists(Path.of(quoted)) || isClass && !classes.contains(quoted)) {
                missing.add(quoted);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static String part(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(BASE)) {
            return null;
        }
        String rest = name.substring(BASE.length());
        return rest.isEmpty() ? "" : rest.substring(1).split("\\.")[0];
    }

    @Test
    void packagesImportWhatTheTableAllows() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String from = part(type);
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                String to = part(dependency.getTargetClass().getBaseComponentType());
                if (to != null && !isAllowed(from, to)) {
                    wrong.add(type.getName() + " -> "
                            + dependency.getTargetClass().getName());
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean isAllowed(String from, String to) {
        return from.equals(to)
                || EVERYBODYS.contains(to)
                || MAY_IMPORT.getOrDefault(from, Set.of()).contains(to);
    }

    @Test
    void everyPackageStandsInTheTable() {
        Set<String> parts = new TreeSet<>();
        CLASSES.forEach(type -> parts.add(part(type)));
        assertThat(MAY_IMPORT.keySet()).containsAll(parts);
    }

    /** The table has one direction, the root counted: so has the code, which keeps to it. */
    @Test
    void theTableHasNoCircle() {
        Set<String> standing = new TreeSet<>(MAY_IMPORT.keySet());
        Set<String> below = new TreeSet<>();
        while (standing.removeIf(part -> below.containsAll(MAY_IMPORT.get(part)) && below.add(part))) {
            // floor by floor
        }
        assertThat(standing).isEmpty();
    }

    @Test
    void nothingIsAllowedThatNobodyNeeds() {
        Map<String, Set<String>> unused = new TreeMap<>();
        MAY_IMPORT.forEach((part, allowed) -> unused.put(part, new TreeSet<>(allowed)));
        for (JavaClass type : CLASSES) {
            type.getDirectDependenciesFromSelf().forEach(dependency -> unused.get(part(type))
                    .remove(String.valueOf(part(dependency.getTargetClass().getBaseComponentType()))));
        }
        unused.values().removeIf(Set::isEmpty);
        assertThat(unused).isEmpty();
    }

    /** The root is the door alone. */
    @Test
    void theRootHoldsOneClass() {
        assertThat(CLASSES.stream()
                        .filter(type -> part(type).isEmpty())
                        .filter(type -> type.getEnclosingClass().isEmpty())
                        .map(JavaClass::getSimpleName))
                .containsExactly("Bellwether");
    }

    /** Whoever reads a name must not have to ask which. */
    @Test
    void noTwoTypesHaveOneName() {
        Map<String, Set<String>> byName = new TreeMap<>();
        CLASSES.stream().filter(type -> type.getEnclosingClass().isEmpty()).forEach(type -> byName.computeIfAbsent(
                        type.getSimpleName(), name -> new TreeSet<>())
                .add(type.getName()));
        byName.values().removeIf(types -> types.size() == 1);
        assertThat(byName.values()).isEmpty();
    }

    /** Features do not know the command line. */
    @Test
    void onlyCommandsKnowPicocli() {
        noClasses()
                .that(DescribedPredicate.describe(
                        "no commands", type -> !Set.of("", "command").contains(String.valueOf(part(type)))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }

    @Test
    void onlyAdaptersKnowFlink() {
        Map<String, Set<String>> wrong = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            if (RUN_JOBS.contains(part(type)) || isAdapter(type)) {
                continue;
            }
            List<String> flink = new ArrayList<>();
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                if (dependency.getTargetClass().getPackageName().startsWith("org.apache.flink")) {
                    flink.add(dependency.getTargetClass().getSimpleName());
                }
            });
            if (!flink.isEmpty()) {
                wrong.put(type.getName(), new TreeSet<>(flink));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean isAdapter(JavaClass type) {
        JavaClass outer = type;
        while (true) {
            if (ADAPTER.matcher(outer.getSimpleName()).matches() || PARTS_OF_ADAPTERS.contains(outer.getName())) {
                return true;
            }
            if (outer.getEnclosingClass().isEmpty()) {
                return false;
            }
            outer = outer.getEnclosingClass().get();
        }
    }

    /** Time is an argument: what thinks never looks at a clock. */
    @Test
    void pureLogicReadsNoClock() {
        DescribedPredicate<JavaClass> pure = DescribedPredicate.describe("pure logic", type -> {
            Set<String> parts = Set.of(
                    "event", "metric", "sla", "queue", "quality", "agents", "cases", "rule", "alert", "notify",
                    "control", "explain");
            return parts.contains(part(type)) && !isAdapter(type);
        });
        noClasses()
                .that(pure)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(CLASSES);
    }

    /** One way to write what Flink keeps and ships: what it would infer has neither version nor codes. */
    @Test
    void flinkWritesOurTypesByCodecsAlone() {
        DescribedPredicate<JavaClass> others =
                DescribedPredicate.describe("all but state", type -> !"state".equals(part(type)));
        noClasses()
                .that(others)
                .should()
                .beAssignableTo(TypeSerializer.class)
                .orShould()
                .beAssignableTo(TypeSerializerSnapshot.class)
                .orShould()
                .beAssignableTo(TypeInformation.class)
                .orShould()
                .callMethod(TypeInformation.class, "of", Class.class)
                .orShould()
                .callMethod(TypeInformation.class, "of", TypeHint.class)
                .orShould()
                .callMethod(Types.class, "POJO", Class.class)
                .orShould()
                .callMethod(Types.class, "GENERIC", Class.class)
                .check(CLASSES);
    }

    /** But for a replay's one split, which does not outlive its process. */
    @Test
    void nothingThatIsKeptIsWrittenByJavaSerialisation() {
        DescribedPredicate<JavaClass> others = DescribedPredicate.describe(
                "all but a replay's source", type -> !type.getName().startsWith(BASE + ".replay.HistorySource"));
        noClasses()
                .that(others)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(CLASSES);
    }

    /** What the listings of the JDK throw in the middle, nobody expects. */
    @Test
    void foldersAreListedInOneWay() {
        DescribedPredicate<JavaClass> others = DescribedPredicate.describe(
                "all but Folder", type -> !type.getName().equals(BASE + ".file.Folder"));
        noClasses()
                .that(others)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "lists a folder",
                        call -> call.getTargetOwner().isEquivalentTo(Files.class)
                                && Set.of("list", "walk", "find", "newDirectoryStream")
                                        .contains(call.getName())))
                .check(CLASSES);
    }

    /** A constant's place is whatever it happens to be in this release; its code stays. */
    @Test
    void whatIsWrittenKnowsNoOrdinals() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            type.getMethodCallsFromSelf().forEach(call -> {
                boolean writes = call.getOrigin().getRawParameterTypes().stream()
                        .anyMatch(parameter -> parameter.isAssignableTo(DataOutput.class)
                                || parameter.isAssignableTo(DataInput.class));
                boolean coded = call.getTargetOwner().isAssignableTo(Coded.class);
                if (writes && coded && call.getTarget().getName().equals("ordinal")) {
                    wrong.add(call.getDescription());
                }
            });
        }
        assertThat(wrong).isEmpty();
    }
}
