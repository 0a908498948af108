package io.bellwether.sla;

import io.bellwether.event.AgentIds;
import io.bellwether.event.Dimensions;
import io.bellwether.yaml.Fingerprint;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlProblem;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The policies, calendars and switches of one version of the policy file. Immutable. */
public final class PolicyBook implements Serializable {
    private static final long serialVersionUID = 1;

    /** Calendars of earlier versions that are remembered, for clocks that counted by them. */
    private static final int MAX_RETIRED = 64;

    private final String file;
    private final String version;
    private final int id;
    private final boolean applyToOpen;
    private final List<Policy> policies;
    private final List<Target> targets;
    private final Map<Integer, WorkCalendar> calendars;
    /** The same: there are few, and clocks ask for them with each event. */
    private final WorkCalendar[] calendarsInTurn;

    private final EnumSet<ClockKind> tracked;
    /** With the line that asks for it first. */
    private final TreeMap<String, Integer> dimensions;

    PolicyBook(
            String file,
            String content,
            boolean applyToOpen,
            List<Policy> policies,
            List<Target> targets,
            Collection<WorkCalendar> calendars,
            Map<String, Integer> dimensions) {
        this.file = file;
        byte[] digest = Fingerprint.sha256(content);
        this.version = HexFormat.of().formatHex(digest, 0, 6);
        int head = digest[0] << 24 | (digest[1] & 0xFF) << 16 | (digest[2] & 0xFF) << 8 | digest[3] & 0xFF;
        // 0 means that no book has judged a state yet
        this.id = head == 0 ? 1 : head;
        this.applyToOpen = applyToOpen;
        this.policies = List.copyOf(policies);
        this.targets = List.copyOf(targets);
        this.calendars = new LinkedHashMap<>();
        this.calendars.put(WorkCalendar.ALWAYS.id(), WorkCalendar.ALWAYS);
        calendars.forEach(calendar -> this.calendars.put(calendar.id(), calendar));
        this.calendarsInTurn = inTurn(this.calendars);
        this.tracked = tracked(policies);
        this.dimensions = new TreeMap<>(dimensions);
    }

    /** As it was written. */
    PolicyBook(
            String file,
            String version,
            int id,
            boolean applyToOpen,
            List<Policy> policies,
            List<Target> targets,
            Map<Integer, WorkCalendar> calendars,
            Map<String, Integer> dimensions) {
        this.file = file;
        this.version = version;
        this.id = id;
        this.applyToOpen = applyToOpen;
        this.policies = List.copyOf(policies);
        this.targets = List.copyOf(targets);
        this.calendars = calendars;
        this.calendarsInTurn = inTurn(calendars);
        this.tracked = tracked(policies);
        this.dimensions = new TreeMap<>(dimensions);
    }

    private PolicyBook(PolicyBook book, Map<Integer, WorkCalendar> calendars) {
        this.file = book.file;
        this.version = book.version;
        this.id = book.id;
        this.applyToOpen = book.applyToOpen;
        this.policies = book.policies;
        this.targets = book.targets;
        this.calendars = calendars;
        this.calendarsInTurn = inTurn(calendars);
        this.tracked = book.tracked;
        this.dimensions = book.dimensions;
    }

    private static WorkCalendar[] inTurn(Map<Integer, WorkCalendar> calendars) {
        return calendars.values().toArray(WorkCalendar[]::new);
    }

    private static EnumSet<ClockKind> tracked(List<Policy> policies) {
        EnumSet<ClockKind> tracked = EnumSet.noneOf(ClockKind.class);
        for (Policy policy : policies) {
            tracked.addAll(policy.targets().keySet());
            tracked.addAll(policy.timed());
        }
        return tracked;
    }

    /**
     * Reads a policy file's text. Holiday files that it names are looked for beside {@code fileName}.
     *
     * @throws PolicyException where anything in it is wrong; then nothing of it holds
     */
    public static PolicyBook parse(String fileName, String yaml) throws PolicyException {
        return parse(fileName, yaml, AgentIds.PLAIN);
    }

    /**
     * The same for cases whose agents are known by such ids. The file names agents as their system does, and the book by what
     * stands for that: no other id of them is in it, nor in what is kept and told of it.
     */
    public static PolicyBook parse(String fileName, String yaml, AgentIds agents) throws PolicyException {
        return PolicyParser.parse(fileName, yaml, agents);
    }

    /** Reads a policy file. */
    public static PolicyBook load(Path file) throws PolicyException {
        return load(file, AgentIds.PLAIN);
    }

    /** Reads a policy file for cases whose agents are known by such ids. */
    public static PolicyBook load(Path file, AgentIds agents) throws PolicyException {
        List<YamlProblem> problems = new ArrayList<>();
        String text = TextFile.read(file, file.toString(), problems);
        if (text == null) {
            throw new PolicyException(problems);
        }
        return parse(file.toString(), text, agents);
    }

    /** What holds without a file: nothing is promised, clocks are timed round the clock, due times are honoured. */
    public static PolicyBook defaults() {
        return new PolicyBook("defaults", "", false, List.of(), List.of(), List.of(), Map.of());
    }

    /**
     * This book, with the calendars of the one that it replaces: a clock that counted by one of them keeps what it
     * consumed by it. Without this, such time is counted by the clock's new calendar.
     */
    public PolicyBook succeeding(PolicyBook previous) {
        Map<Integer, WorkCalendar> all = new LinkedHashMap<>(calendars);
        int retired = 0;
        for (Map.Entry<Integer, WorkCalendar> old : previous.calendars.entrySet()) {
            if (!all.containsKey(old.getKey()) && retired++ < MAX_RETIRED) {
                all.put(old.getKey(), old.getValue());
            }
        }
        return new PolicyBook(this, all);
    }

    /** Twelve hexadecimal digits that tell versions of the file (and its holiday files) apart. */
    public String version() {
        return version;
    }

    /** The file's name, for messages. */
    public String file() {
        return file;
    }

    /** Whether any of its policies reaches open cases at once, not with their next event. */
    public boolean appliesToOpen() {
        return applyToOpen || policies.stream().anyMatch(Policy::applyToOpen);
    }

    /** Whether a case that is under this policy now follows it at once. */
    boolean appliesToOpen(Policy policy) {
        return policy.index() == 0 ? applyToOpen : policy.applyToOpen();
    }

    /** Names of the policies, in the order of the file. */
    public List<String> policyNames() {
        return policies.stream().map(Policy::name).toList();
    }

    /** Names of all dimensions that its policies ask for. */
    public Set<String> dimensions() {
        return Set.copyOf(dimensions.keySet());
    }

    /**
     * This book.
     *
     * @param declared dimensions of the settings
     * @throws PolicyException where it asks for a dimension that no event tells: no case would ever have it
     */
    public PolicyBook requiring(Collection<String> declared) throws PolicyException {
        List<YamlProblem> problems = new ArrayList<>();
        dimensions.forEach((name, line) -> {
            if (!Dimensions.COMMON.contains(name) && !declared.contains(name)) {
                Set<String> known = new TreeSet<>(Dimensions.COMMON);
                known.addAll(declared);
                problems.add(new YamlProblem(
                        file,
                        line,
                        0,
                        name,
                        true,
                        "no event tells it: name it under dimensions in the settings" + Nearest.hint(name, known)));
            }
        });
        if (!problems.isEmpty()) {
            throw new PolicyException(problems);
        }
        return this;
    }

    /** Tells versions apart as {@link #version} does, in a shorter way; never 0. */
    public int id() {
        return id;
    }

    Policy select(Subject subject) {
        for (int i = 0; i < policies.size(); i++) {
            if (policies.get(i).matches(subject)) {
                return policies.get(i);
            }
        }
        return Policy.NONE;
    }

    /** Whether a clock counts, seen or unseen, for every case. */
    boolean tracks(ClockKind kind) {
        return kind.alwaysTimed() || tracked.contains(kind);
    }

    /** The calendar of that id, of this or an earlier version, or null. */
    WorkCalendar calendar(int calendarId) {
        for (int i = 0; i < calendarsInTurn.length; i++) {
            if (calendarsInTurn[i].id() == calendarId) {
                return calendarsInTurn[i];
            }
        }
        return null;
    }

    List<Policy> policies() {
        return policies;
    }

    List<Target> targets() {
        return targets;
    }

    /** Its own calendars, and those of earlier versions that are remembered. */
    Collection<WorkCalendar> calendars() {
        return calendars.values();
    }

    Map<String, Integer> linesOfDimensions() {
        return dimensions;
    }

    boolean applyToOpen() {
        return applyToOpen;
    }

    /** The name of a policy, empty where there was none or the state stems from another version. */
    String policyName(int bookId, int index) {
        return bookId == id && index > 0 ? policies.get(index - 1).name() : "";
    }

    /** Where a target stands, empty likewise. */
    String rule(int bookId, int targetId) {
        if (bookId != id || targetId == 0) {
            return "";
        }
        Target target = targets.get(targetId - 1);
        return file + ":" + target.line() + " " + target.path();
    }

    @Override
    public String toString() {
        return file + " (version " + version + ", " + policies.size() + " policies)";
    }
}
