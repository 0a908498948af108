package io.bellwether.notify;

import io.bellwether.alert.Transition;
import io.bellwether.rule.RuleReader;
import io.bellwether.rule.RuleTexts;
import io.bellwether.rule.Severity;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlProblem;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is told what: receivers and a tree of routes, of which the first that matches wins unless it goes on. Immutable; secrets
 * stay unresolved ({@link SecretText}).
 *
 * @param file where it was read from, for messages
 * @param conduct what the file says beside them
 * @param note empty, or one sentence saying why nothing will be delivered
 */
public record Routing(String file, Map<String, Receiver> receivers, List<Route> routes, Conduct conduct, String note)
        implements Serializable {

    public Routing {
        receivers = new LinkedHashMap<>(receivers);
        routes = new ArrayList<>(routes);
    }

    /** One that says nothing beside them. */
    public Routing(String file, Map<String, Receiver> receivers, List<Route> routes, String note) {
        this(file, receivers, routes, Conduct.DEFAULT, note);
    }

    /** Delivers nothing. */
    public static Routing none(String file, String why) {
        return new Routing(file, Map.of(), List.of(), why);
    }

    /**
     * Reads a routing file. A file that is missing is no error: alerts are then recorded and delivered to nobody, and
     * {@link #note()} says so.
     *
     * @param variables what {@code ${NAME}} is checked against now; values are looked up again at delivery
     */
    public static Routing load(Path file, Variables variables) throws RoutingException {
        return load(file, variables, RoutingContext.UNKNOWN, new ArrayList<>());
    }

    /**
     * The same, checked against what alerts can have.
     *
     * @param warnings where what works and is probably not meant is added
     */
    public static Routing load(Path file, Variables variables, RoutingContext context, List<YamlProblem> warnings)
            throws RoutingException {
        if (Files.notExists(file)) {
            return missing(file.toString());
        }
        List<YamlProblem> problems = new ArrayList<>();
        String text = TextFile.read(file, file.toString(), problems);
        if (text == null) {
            throw new RoutingException(problems);
        }
        return new RoutingParser(file.toString(), variables, context).parse(text, warnings);
    }

    private static Routing missing(String file) {
        return none(
                file,
                "no routing file " + file + ": alerts are recorded, nobody is notified; write one to deliver them");
    }

    /** The routing of texts, checked as that of a file is. */
    public static Routing check(
            RuleTexts texts, Variables variables, RoutingContext context, List<YamlProblem> warnings)
            throws RoutingException {
        return texts.routing() == null
                ? missing(texts.routingFile())
                : parse(texts.routingFile(), texts.routing(), variables, context, warnings);
    }

    /** The routing of texts that were accepted; its variables are looked up where it delivers. */
    public static Routing accepted(RuleTexts texts, RuleReader reader) {
        RoutingContext any = new RoutingContext(Set.of(), List.of(), false);
        try {
            return check(texts, name -> null, any, new ArrayList<>())
                    .inShadow(reader.read(texts).shadow());
        } catch (RoutingException e) {
            throw new IllegalStateException("a routing file that was accepted cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads the text of a routing file; {@code file} names it in errors. */
    public static Routing parse(String file, String yaml, Variables variables) throws RoutingException {
        return parse(file, yaml, variables, RoutingContext.UNKNOWN, new ArrayList<>());
    }

    static Routing parse(
            String file, String yaml, Variables variables, RoutingContext context, List<YamlProblem> warnings)
            throws RoutingException {
        return new RoutingParser(file, variables, context).parse(yaml, warnings);
    }

    /** The receivers whose variables all have a value: the others cannot be judged where they have none. */
    public Routing resolvable(Variables variables) {
        Map<String, Receiver> known = new LinkedHashMap<>(receivers);
        known.values().removeIf(receiver -> !receiver.isResolvable(variables));
        return new Routing(file, known, routes, conduct, note);
    }

    /**
     * The same beside rules of which these are in shadow: an alert of theirs that was open before they were keeps nobody quiet.
     *
     * @param uids of rules
     */
    public Routing inShadow(Set<String> uids) {
        return new Routing(file, receivers, routes, conduct.inShadow(uids), note);
    }

    /** Whether there is anything to deliver to. */
    public boolean isEmpty() {
        return routes.isEmpty();
    }

    /**
     * Where a transition goes. Whatever happens goes to the routes of its severity and, so that nobody who was told is left
     * waiting for the end, to everybody who was addressed in the same episode before; these are not
     * {@link Notification#primary()}. Shadow transitions go nowhere, but for the end of an episode that was told before its
     * rule went to shadow.
     *
     * @param before who was addressed so far, or null
     */
    public Addressed address(Transition transition, Addressees before) {
        boolean known = before != null && before.startsAt() == transition.startsAt();
        boolean first = transition.kind() == Transition.Kind.FIRING;
        boolean last = transition.kind() == Transition.Kind.RESOLVED;
        Map<String, Notification> byGroup = new LinkedHashMap<>();
        if (!transition.shadow()) {
            add(byGroup, transition, transition.severity(), true);
            if (!first && !known) {
                addAllSeverities(byGroup, transition);
            }
        }
        if (known && (last || !transition.shadow())) {
            for (Addressees.Address address : before.all()) {
                byGroup.computeIfAbsent(address.groupKey(), key -> notification(address, transition, false, 0));
            }
        }
        return new Addressed(List.copyOf(byGroup.values()), last ? null : after(transition, known, before, byGroup));
    }

    private static Addressees after(
            Transition transition, boolean known, Addressees before, Map<String, Notification> addressed) {
        Map<String, Addressees.Address> all = new LinkedHashMap<>();
        if (known) {
            before.all().forEach(address -> all.put(address.groupKey(), address));
        }
        addressed.forEach((key, to) ->
                all.putIfAbsent(key, new Addressees.Address(to.receiver(), key, to.group(), to.times(), 0)));
        return all.isEmpty() ? null : new Addressees(transition.startsAt(), new ArrayList<>(all.values()));
    }

    /** Of an episode whose beginning nobody remembers: where it may have been told. */
    private void addAllSeverities(Map<String, Notification> into, Transition transition) {
        for (Severity severity : Severity.values()) {
            add(into, transition, severity.wireName(), false);
        }
    }

    /** A receiver hears of it once: by the first route of several that name it, and rather at once than as a step. */
    private void add(Map<String, Notification> into, Transition transition, String severity, boolean primary) {
        Set<String> heard = new HashSet<>();
        List<Route> taking = Route.taking(routes, transition, severity);
        for (Route route : taking) {
            Map<String, String> group = route.group(transition, severity);
            for (String receiver : route.receivers()) {
                if (heard.add(receiver)) {
                    add(into, address(receiver, group, route), transition, primary, 0);
                }
            }
        }
        for (Route route : taking) {
            Map<String, String> group = route.group(transition, severity);
            for (EscalationStep step : route.escalate()) {
                if (heard.add(step.receiver())) {
                    add(into, address(step.receiver(), group, route), transition, primary, step.afterMillis());
                }
            }
        }
    }

    private static void add(
            Map<String, Notification> into,
            Addressees.Address address,
            Transition transition,
            boolean primary,
            long afterMillis) {
        into.putIfAbsent(address.groupKey(), notification(address, transition, primary, afterMillis));
    }

    private static Addressees.Address address(String receiver, Map<String, String> group, Route route) {
        return new Addressees.Address(receiver, groupKey(receiver, group), group, route.times(), 0);
    }

    private static Notification notification(
            Addressees.Address to, Transition transition, boolean primary, long afterMillis) {
        return new Notification(
                to.receiver(),
                to.groupKey(),
                to.group(),
                to.times(),
                primary,
                afterMillis,
                Change.of(transition, to.receiver()));
    }

    static String groupKey(String receiver, Map<String, String> group) {
        StringBuilder key = new StringBuilder(receiver).append('{');
        group.forEach((name, value) -> key.append(name)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\","));
        return key.append('}').toString();
    }
}
