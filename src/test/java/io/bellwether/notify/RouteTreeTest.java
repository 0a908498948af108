package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.re2j.Pattern;
import io.bellwether.alert.Transition;
import io.bellwether.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes within routes, routes that go on, and routes to several. */
class RouteTreeTest {

    private static final String RECEIVERS = """
            receivers:
              - {name: pager, type: webhook, url: "https://a.example/", secret: x}
              - {name: chat, type: webhook, url: "https://b.example/", secret: x}
              - {name: vip, type: webhook, url: "https://c.example/", secret: x}
              - {name: log, type: webhook, url: "https://d.example/", secret: x}
            """;

    private static Routing routing(String routes, List<YamlProblem> warnings) throws RoutingException {
        return Routing.parse(
                "r.yaml",
                RECEIVERS + "routes:\n" + routes,
                Variables.of(Map.of()),
                new RoutingContext(Set.of("queue", "channel", "tier"), List.of(), true),
                warnings);
    }

    private static List<Notification> told(Routing routing, Transition transition, Addressees before) {
        return routing.address(transition, before).notifications();
    }

    @Test
    void oneRouteTellsSeveralEachWithAnIdOfItsOwn() throws Exception {
        Routing routing = routing("  - {match: {}, receiver: [pager, chat], group_by: [queue]}\n", new ArrayList<>());
        List<Notification> told = told(routing, Transitions.firing("a", "page"), null);
        assertThat(told)
                .extracting(Notification::receiver, Notification::groupKey, n -> n.change()
                        .deliveryId())
                .containsExactly(
                        tuple("pager", "pager{queue=\"vip\",}", DeliveryId.of("a", Transitions.START, 1, "pager")),
                        tuple("chat", "chat{queue=\"vip\",}", DeliveryId.of("a", Transitions.START, 1, "chat")));
    }

    @Test
    void whoeverWasToldOfABeginningIsToldOfTheEndAlsoWhereTheRouteGoesOn() throws Exception {
        Routing routing = routing("""
                  - {match: {severity: page}, receiver: pager, continue: true}
                  - {match: {}, receiver: [chat, log]}
                """, new ArrayList<>());
        Addressed begun = routing.address(Transitions.firing("a", "page"), null);
        assertThat(begun.notifications())
                .extracting(Notification::receiver, Notification::primary)
                .containsExactly(tuple("pager", true), tuple("chat", true), tuple("log", true));
        Addressed eased = routing.address(Transitions.changed("a", 2, "warning", "page"), begun.after());
        assertThat(eased.notifications())
                .extracting(Notification::receiver, Notification::primary)
                .containsExactly(tuple("chat", true), tuple("log", true), tuple("pager", false));
        Routing others = routing("  - {match: {}, receiver: vip}\n", new ArrayList<>());
        assertThat(told(others, Transitions.resolved("a", 3, "warning"), eased.after()))
                .extracting(Notification::receiver, Notification::primary)
                .containsExactly(tuple("vip", true), tuple("pager", false), tuple("chat", false), tuple("log", false));
    }

    @Test
    void aReceiverHearsOnceByTheFirstOfTheRoutesThatNameIt() throws Exception {
        Routing routing = routing("""
                  - {match: {queue: vip}, receiver: chat, group_by: [queue], group_wait: 5s, continue: true}
                  - {match: {}, receiver: [log, chat], group_by: [uid]}
                """, new ArrayList<>());
        assertThat(told(routing, Transitions.firing("a", "page"), null))
                .extracting(Notification::groupKey, Notification::waitMillis)
                .containsExactly(tuple("chat{queue=\"vip\",}", 5_000L), tuple("log{uid=\"backlog\",}", 0L));
    }

    @Test
    void aRouteHasWhatItDoesNotSayFromTheOneAround() throws Exception {
        Routing routing = routing("""
                  - match: {severity: "page|warning"}
                    receiver: chat
                    group_by: [queue]
                    group_wait: 7s
                    routes:
                      - {match: {severity: page}, receiver: pager}
                      - {match: {queue: v.*}, group_by: [uid]}
                """, new ArrayList<>());
        assertThat(told(routing, Transitions.firing("a", "page"), null))
                .extracting(Notification::groupKey, Notification::waitMillis)
                .containsExactly(tuple("pager{queue=\"vip\",}", 7_000L));
        assertThat(told(routing, Transitions.firing("a", "warning"), null))
                .extracting(Notification::groupKey)
                .containsExactly("chat{uid=\"backlog\",}");
        Transition elsewhere = Transitions.labelled(Transitions.firing("a", "warning"), Map.of("queue", "refunds"));
        assertThat(told(routing, elsewhere, null))
                .extracting(Notification::groupKey)
                .as("what no route within takes")
                .containsExactly("chat{queue=\"refunds\",}");
        assertThat(told(routing, Transitions.firing("a", "info"), null)).isEmpty();
    }

    @Test
    void whatARouteOfNobodyLeavesGoesOn() throws Exception {
        Routing routing = routing("""
                  - match: {queue: vip}
                    routes:
                      - {match: {severity: page}, receiver: pager}
                  - {match: {}, receiver: log}
                """, new ArrayList<>());
        assertThat(told(routing, Transitions.firing("a", "page"), null))
                .extracting(Notification::receiver)
                .containsExactly("pager");
        assertThat(told(routing, Transitions.firing("a", "warning"), null))
                .extracting(Notification::receiver)
                .containsExactly("log");
    }

    /** Routes before the last one, the last one's match and receiver, and the complaint about it. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {match: {}, receiver: pager, continue: true}             ; {}               ; chat          ;
            {match: {}, receiver: pager, continue: true}             ; {queue: vip}     ; pager         ; is never reached: the route in line 7
            {match: {}, receiver: [pager, chat], continue: true}     ; {queue: vip}     ; chat          ; is never reached
            {match: {}, receiver: [pager, chat], continue: true}     ; {queue: vip}     ; "[chat, log]" ;
            {match: {severity: "page|warning"}, receiver: pager, continue: true}, {match: {severity: info}, receiver: log} ; {} ; pager ; never reached
            {match: {severity: "page|warning"}, receiver: pager, continue: true}, {match: {severity: info}, receiver: log} ; {} ; chat  ;
            {match: {queue: vip}, routes: [{match: {}, receiver: pager}]} ; {queue: vip} ; chat         ;
            {match: {queue: vip}, receiver: log, routes: [{match: {severity: page}, receiver: pager}]} ; {queue: vip} ; chat ; never reached
            """)
    void complainsOfARouteThatTellsNobody(String before, String match, String receiver, String complaint)
            throws Exception {
        String routes = "";
        for (String each : before.split("(?<=\\}), (?=\\{match: \\{severity: info)")) {
            routes += "  - " + each + "\n";
        }
        routes += "  - {match: " + match + ", receiver: " + receiver.replace("\"", "") + "}\n";
        List<YamlProblem> problems = new ArrayList<>();
        try {
            routing(routes, problems);
        } catch (RoutingException e) {
            problems.addAll(e.problems());
        }
        if (complaint == null) {
            assertThat(problems.stream().filter(p -> p.message().contains("never reached")))
                    .isEmpty();
        } else {
            assertThat(problems).anySatisfy(p -> assertThat(p.message()).contains(complaint));
        }
    }

    @Test
    void aRouteWithinIsHiddenByWhatStandsBeforeTheOneAround() {
        List<YamlProblem> problems = new ArrayList<>();
        try {
            routing("""
                      - {match: {queue: vip}, receiver: pager}
                      - match: {severity: page}
                        routes:
                          - {match: {queue: vip}, receiver: chat}
                          - {match: {queue: refunds}, receiver: chat}
                    """, problems);
        } catch (RoutingException e) {
            problems.addAll(e.problems());
        }
        assertThat(problems).filteredOn(YamlProblem::error).singleElement().satisfies(problem -> assertThat(
                        problem.field())
                .isEqualTo("routes[1].routes[0].match"));
    }

    @Test
    void warnsOfGoingOnToNowhere() throws Exception {
        List<YamlProblem> warnings = new ArrayList<>();
        routing("  - {match: {severity: page}, receiver: [pager, chat, vip, log], continue: true}\n", warnings);
        assertThat(warnings)
                .extracting(YamlProblem::message)
                .containsExactly("has no effect: no route comes after this one here");
    }

    /** A second way to say who takes an alert: every route by the path to it, in order of the file. */
    @Test
    void takesWhatTheNaiveReadingTakes() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            List<Route> routes = random(random, 0);
            Transition alert = Transitions.labelled(
                    Transitions.firing("a", "page"), Map.of("queue", pick(random), "channel", pick(random)));
            List<Route> naive = new ArrayList<>();
            naive(routes, alert, naive);
            assertThat(Route.taking(routes, alert, "page")).isEqualTo(naive);
        }
    }

    /** Whether the list is done with the alert. */
    private static boolean naive(List<Route> routes, Transition alert, List<Route> into) {
        boolean taken = false;
        for (Route route : routes) {
            boolean matches = route.match().entrySet().stream().allMatch(c -> c.getValue()
                    .matcher(alert.labels().getOrDefault(c.getKey(), ""))
                    .matches());
            boolean here = matches && naive(route.routes(), alert, into);
            if (matches && !here && !route.receivers().isEmpty()) {
                into.add(route);
                here = true;
            }
            taken |= here;
            if (here && !route.goesOn()) {
                break;
            }
        }
        return taken;
    }

    private static List<Route> random(Random random, int depth) {
        List<Route> routes = new ArrayList<>();
        for (int i = random.nextInt(depth == 0 ? 5 : 3); i >= 0 && depth < 3; i--) {
            Map<String, Pattern> match = random.nextBoolean()
                    ? Map.of()
                    : Map.of(random.nextBoolean() ? "queue" : "channel", Pattern.compile(pick(random)));
            List<String> receivers = random.nextInt(4) == 0 ? List.of() : List.of("r" + random.nextInt(4));
            routes.add(new Route(
                    match,
                    receivers,
                    List.of("uid"),
                    GroupTimes.DEFAULT,
                    random.nextBoolean(),
                    List.of(),
                    random(random, depth + 1)));
        }
        return routes;
    }

    private static String pick(Random random) {
        return List.of("x", "y", "z").get(random.nextInt(3));
    }
}
