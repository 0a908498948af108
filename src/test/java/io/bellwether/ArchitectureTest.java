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
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    /** What a package may import beside itself and what everybody may: from the ground floor up. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("file", Set.of()),
            Map.entry("yaml", Set.of()),
            Map.entry("state", Set.of()),
            Map.entry("event", Set.of()),
            Map.entry("metric", Set.of()),
            Map.entry("http", Set.of()),
            Map.entry("sentiment", Set.of()),
            // it counts what it takes in and rejects
            Map.entry("ingest", Set.of("event", "sentiment", "metric")),
            Map.entry("queue", Set.of("event", "metric")),
            Map.entry("quality", Set.of("event")),
            // stays in queues are decided by queue; clocks and agents go by its facts
            Map.entry("sla", Set.of("event", "queue", "metric")),
            Map.entry("agents", Set.of("event", "queue", "metric")),
            Map.entry("cases", Set.of("event", "sla", "queue", "quality", "metric")),
            // beside metrics, the catalogues that names in rule files are checked against: clocks and events
            Map.entry("rule", Set.of("metric", "sla", "event")),
            Map.entry("alert", Set.of("rule", "metric")),
            Map.entry("notify", Set.of("alert", "rule")),
            Map.entry("webhook", Set.of("notify", "alert", "http")),
            Map.entry("influx", Set.of("metric", "http")),
            Map.entry("explain", Set.of("cases", "sla", "event", "metric")),
            // what can be set about each component
            Map.entry("settings", Set.of("event", "ingest", "cases", "queue", "metric", "rule", "influx", "sentiment")),
            // the one place that wires
            Map.entry(
                    "job",
                    Set.of(
                            "settings",
                            "ingest",
                            "event",
                            "sentiment",
                            "cases",
                            "sla",
                            "queue",
                            "agents",
                            "metric",
                            "rule",
                            "alert",
                            "notify",
                            "webhook",
                            "influx")),
            Map.entry("embedded", Set.of("webhook", "metric")),
            Map.entry("simulate", Set.of("event")),
            Map.entry(
                    "replay",
                    Set.of("job", "settings", "ingest", "event", "cases", "sla", "metric", "rule", "alert", "influx")),
            Map.entry(
                    "bench",
                    Set.of(
                            "job",
                            "embedded",
                            "simulate",
                            "settings",
                            "ingest",
                            "event",
                            "cases",
                            "sla",
                            "metric",
                            "rule",
                            "notify")),
            Map.entry(
                    "demo",
                    Set.of(
                            "job",
                            "embedded",
                            "simulate",
                            "settings",
                            "event",
                            "sentiment",
                            "metric",
                            "rule",
                            "notify")),
            Map.entry(
                    "command",
                    Set.of(
                            "bench",
                            "demo",
                            "replay",
                            "simulate",
                            "explain",
                            "embedded",
                            "job",
                            "settings",
                            "ingest",
                            "event",
                            "sentiment",
                            "cases",
                            "sla",
                            "rule",
                            "notify")),
            Map.entry("", Set.of("command")));

    /** What every package may import; they import nothing but each other. */
    private static final Set<String> EVERYBODYS = Set.of("yaml", "file", "state");

    /** Wires jobs and runs them, so that it knows Flink in every class. */
    private static final Set<String> RUN_JOBS = Set.of("job", "replay", "demo", "bench", "command");

    private static final Pattern ADAPTER = Pattern.compile(
            ".*(Function|Operator|OperatorFactory|Source|Reader|Sink|Writer|Serializer|SerializerSnapshot|Deserializer|TypeInfo|Watermarks)");

    /** Parts that an adapter was split into: nothing but that adapter calls them. */
    private static final Set<String> PARTS_OF_ADAPTERS = Set.of(
            "io.bellwether.cases.CaseEmission",
            "io.bellwether.influx.InfluxWriterCounters",
            "io.bellwether.webhook.DeliveryMetrics",
            "io.bellwether.webhook.Flights",
            "io.bellwether.webhook.Outbox");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

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
                    "explain");
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
