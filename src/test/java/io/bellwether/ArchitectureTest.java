package io.bellwether;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which package may know which, and which classes may know Flink. */
class ArchitectureTest {

    private static final String BASE = "io.bellwether";

    /** What every package may import; they import nothing but each other. */
    private static final Set<String> EVERYBODYS = Set.of("yaml", "file", "state");

    /** What a package may import beside itself and what everybody may. */
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
            Map.entry("cases", Set.of("event", "sla", "queue", "quality", "metric")),
            // stays in queues are decided by queue; clocks and agents go by its facts
            Map.entry("sla", Set.of("event", "queue", "metric")),
            Map.entry("queue", Set.of("event", "metric")),
            Map.entry("quality", Set.of("event", "metric")),
            Map.entry("agents", Set.of("event", "queue", "metric")),
            Map.entry("influx", Set.of("metric", "http")),
            // beside metrics, the catalogues that names in rule files are checked against: clocks and events
            Map.entry("rule", Set.of("metric", "sla", "event")),
            Map.entry("notify", Set.of("rule")),
            Map.entry("webhook", Set.of("notify", "http")));

    /** Whole programs: like the root package they may use all of the job, root's pieces among it. */
    private static final Set<String> PROGRAMS = Set.of("", "replay", "demo", "bench");

    /** A simulation makes events; beside its command it needs nothing else of the job. */
    private static final Map<String, Set<String>> GENERATORS = Map.of("simulate", Set.of("", "event"));

    private static final Pattern ADAPTER = Pattern.compile(
            ".*(Function|Operator|OperatorFactory|Source|Reader|Sink|Writer|Serializer|SerializerSnapshot|Deserializer|TypeInfo|Watermarks)");

    /** Parts that an adapter was split into: nothing but that adapter calls them. */
    private static final Set<String> PARTS_OF_ADAPTERS = Set.of(
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
        if (from.equals(to) || EVERYBODYS.contains(to) || PROGRAMS.contains(from)) {
            return true;
        }
        Set<String> allowed = MAY_IMPORT.getOrDefault(from, GENERATORS.get(from));
        return allowed != null && allowed.contains(to);
    }

    @Test
    void everyPackageStandsInTheTable() {
        Set<String> parts = new TreeSet<>();
        CLASSES.forEach(type -> parts.add(part(type)));
        parts.removeAll(MAY_IMPORT.keySet());
        parts.removeAll(GENERATORS.keySet());
        parts.removeAll(PROGRAMS);
        assertThat(parts).isEmpty();
    }

    @Test
    void noPartOfTheJobDependsOnItselfInACircle() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyAdaptersKnowFlink() {
        Map<String, Set<String>> wrong = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            if (PROGRAMS.contains(part(type)) || isAdapter(type)) {
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
            Set<String> parts =
                    Set.of("event", "metric", "sla", "queue", "quality", "agents", "cases", "rule", "notify");
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
}
