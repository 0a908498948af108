package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Signal;
import io.bellwether.queue.Contact;
import io.bellwether.queue.Contacts;
import io.bellwether.queue.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * One case with its engine, told in minutes. Keeps attributes as the case's fold does, checks that every level that is
 * given back had been taken with the same {@code since}, and remembers all output.
 */
final class Desk implements CaseFacts, SlaListener {
    static final long MINUTE = 60_000;

    /** A Monday, 00:00 UTC. */
    static final long MONDAY = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

    record Said(Measure measure, String clock, long time, long value) {}

    private SlaEngine engine;
    private final long origin;
    private final Map<String, String> attributes = new HashMap<>();
    private Map<String, String> told = Map.of();
    private final Map<String, Integer> levels = new TreeMap<>();
    private Status status;
    private boolean backfill;
    private boolean forgetful;
    private Contact contact;
    private Turn turn = Turn.NONE;
    private int events;
    SlaState state = new SlaState();
    final List<Said> counts = new ArrayList<>();
    final List<Said> timings = new ArrayList<>();
    final List<Signal> signals = new ArrayList<>();

    Desk(PolicyBook book) {
        this(book, MONDAY);
    }

    Desk(PolicyBook book, long origin) {
        this.engine = new SlaEngine(book);
        this.origin = origin;
    }

    /** From now on it says of every event that it may have changed everything. */
    Desk forgetful() {
        forgetful = true;
        return this;
    }

    /** A desk whose only policy has these lines, indented as they are below {@code - name:}. */
    static Desk with(String policy) {
        return new Desk(book(policy));
    }

    static PolicyBook book(String policy) {
        StringBuilder text = new StringBuilder("policies:\n  - name: test\n");
        policy.lines().forEach(line -> text.append("    ").append(line).append('\n'));
        return parse(text.toString());
    }

    static PolicyBook parse(String text) {
        try {
            return PolicyBook.parse("test.yaml", text);
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    long ms(double minute) {
        return origin + Math.round(minute * MINUTE);
    }

    Desk created(double minute) {
        return created(minute, Actor.CUSTOMER);
    }

    Desk created(double minute, Actor actor) {
        return event(minute, EventType.TICKET_CREATED, e -> e.actor(actor).status(Status.NEW));
    }

    Desk customer(double minute) {
        return message(minute, Actor.CUSTOMER, Visibility.PUBLIC, null);
    }

    Desk agent(double minute) {
        return message(minute, Actor.AGENT, Visibility.PUBLIC, null);
    }

    Desk message(double minute, Actor actor, Visibility visibility, String id) {
        EventType type = state.chat ? EventType.CHAT_MESSAGE : EventType.TICKET_MESSAGE;
        return event(minute, type, e -> e.actor(actor).visibility(visibility).messageId(id));
    }

    Desk status(double minute, Status to) {
        return event(minute, EventType.TICKET_STATUS_CHANGED, e -> e.status(to));
    }

    Desk priority(double minute, String priority) {
        return event(minute, EventType.TICKET_UPDATED, e -> e.priority(priority));
    }

    Desk event(double minute, EventType type) {
        return event(minute, type, e -> e);
    }

    Desk event(double minute, EventType type, UnaryOperator<EventBuilder> more) {
        EventBuilder builder =
                ServiceEvent.of(type, "e" + events++, ms(minute), "test").caseId("1");
        return fold(more.apply(builder).build());
    }

    Desk fold(ServiceEvent event) {
        at(event.time() - 1);
        turn = Contacts.turn(contact, event, attributes.get("queue"), status != null && status.isDone());
        contact = turn == Turn.NONE ? contact : turn.after();
        Map<String, String> after = after(event);
        engine.handOver(state, event, after.get("queue"), agent(after), this, this);
        attributes.putAll(after);
        switch (event.type()) {
            case CHAT_STARTED, CHAT_QUEUED -> status = Status.OPEN;
            case CHAT_ENDED, CHAT_ABANDONED -> status = Status.CLOSED;
            default -> status = event.status() == null ? status : event.status();
        }
        backfill = event.backfill();
        engine.apply(state, event, this, this);
        return this;
    }

    private Map<String, String> after(ServiceEvent event) {
        Map<String, String> after = new HashMap<>(attributes);
        for (String name : List.of("queue", "priority", "tier", "channel", "language", "category", "region", "brand")) {
            if (event.dimension(name) != null) {
                after.put(name, event.dimension(name));
            }
        }
        boolean assigns = event.type() == EventType.TICKET_ASSIGNED;
        if (contact != null && contact.isOpen()) {
            after.put(
                    "agent_id", contact.agent() == null ? null : contact.agent().id());
        } else if (assigns || event.type() == EventType.TICKET_CREATED && event.agentId() != null) {
            after.put("agent_id", event.agentId());
        }
        return after;
    }

    Desk until(double minute) {
        return at(ms(minute));
    }

    Desk at(long time) {
        engine.advance(state, time, this, this);
        assertThat(engine.nextWake(state)).isGreaterThan(time);
        return this;
    }

    Desk book(double minute, PolicyBook book) {
        at(ms(minute));
        engine = new SlaEngine(book);
        engine.reselect(state, ms(minute), this, this);
        return this;
    }

    /** Consumed minutes of each fulfilled instance, in order. */
    List<Double> consumed(String clock) {
        return timings.stream()
                .filter(said -> said.clock.equals(clock))
                .map(said -> (double) said.value / MINUTE)
                .toList();
    }

    long met(String clock) {
        return sum(Measure.SLA_MET, clock);
    }

    long breached(String clock) {
        return sum(Measure.SLA_BREACHED, clock);
    }

    private long sum(Measure measure, String clock) {
        return counts.stream()
                .filter(said -> said.measure == measure && said.clock.equals(clock))
                .mapToLong(Said::value)
                .sum();
    }

    /** Minutes at which a count of the clock was made. */
    List<Double> at(Measure measure, String clock) {
        return counts.stream()
                .filter(said -> said.measure == measure && said.clock.equals(clock))
                .map(said -> (double) (said.time - origin) / MINUTE)
                .toList();
    }

    int level(Measure measure, String clock) {
        return levels.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(measure + " " + clock + " "))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    boolean hasLevels() {
        return !levels.isEmpty();
    }

    boolean isRunning(String clock) {
        return level(Measure.SLA_RUNNING, clock) == 1;
    }

    /** Signals of the clock as "KIND minute", at-risk ones with their level. */
    List<String> said(String clock) {
        return signals.stream()
                .filter(signal -> signal.clock().equals(clock))
                .map(signal -> signal.kind().name().substring(4)
                        + (signal.level() > 0 ? signal.level() : "")
                        + " "
                        + minutes(signal.time()))
                .toList();
    }

    String minutes(long time) {
        double minutes = (double) (time - origin) / MINUTE;
        return minutes == Math.rint(minutes) ? String.valueOf((long) minutes) : String.valueOf(minutes);
    }

    ClockView view(String clock, double minute) {
        return engine.views(state, ms(minute)).stream()
                .filter(view -> view.clock().equals(clock))
                .findFirst()
                .orElse(null);
    }

    long nextWake() {
        return engine.nextWake(state);
    }

    @Override
    public void count(Measure measure, List<String> tags, long time, long n) {
        counts.add(new Said(measure, tags.get(0), time, n));
    }

    @Override
    public void timing(Measure measure, List<String> tags, long time, long value) {
        timings.add(new Said(measure, tags.get(0), time, value));
    }

    @Override
    public void retractTiming(Measure measure, List<String> tags, long time, long value) {
        assertThat(timings.remove(new Said(measure, tags.get(0), time, value)))
                .as("a timing is taken back as it was made")
                .isTrue();
    }

    @Override
    public void level(Measure measure, List<String> tags, long time, long delta, long since) {
        String key = measure + " " + tags.get(0) + " " + since;
        int now = levels.merge(key, (int) delta, Integer::sum);
        assertThat(now).as("level " + key).isBetween(0, 1);
        if (now == 0) {
            levels.remove(key);
        }
    }

    @Override
    public void signal(Signal signal) {
        signals.add(signal);
    }

    @Override
    public SourceId caseId() {
        return new SourceId("test", "1");
    }

    /** As with the real ones, the same for as long as nothing changes. */
    @Override
    public Object attributes() {
        if (forgetful || !told.equals(attributes)) {
            told = new HashMap<>(attributes);
        }
        return told;
    }

    @Override
    public String dimension(String name) {
        return attributes.get(name);
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public boolean unheard() {
        return false;
    }

    @Override
    public SourceId agent() {
        return agent(attributes);
    }

    private static SourceId agent(Map<String, String> attributes) {
        String id = attributes.get("agent_id");
        return id == null ? null : new SourceId("test", id);
    }

    @Override
    public Turn turn() {
        return turn;
    }

    @Override
    public Map<String, String> dimensions() {
        return Map.of("priority", attributes.getOrDefault("priority", "none"));
    }

    @Override
    public boolean backfill() {
        return backfill;
    }

    /** All output and state in one text, to compare two ways of getting there. */
    String transcript() {
        return counts + "\n" + timings + "\n" + levels + "\n" + signals;
    }
}
