package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import io.bellwether.metric.Signal;
import io.bellwether.quality.Bots;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.Escalation;
import io.bellwether.quality.Resolution;
import io.bellwether.queue.OnContact;
import io.bellwether.queue.ServiceLevel;
import io.bellwether.sla.PolicyBook;
import io.bellwether.sla.PolicyException;
import io.bellwether.state.Versions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** One case through its engine, as the function drives it; remembers all output and adds it up. */
final class CaseRun implements CaseOutput {

    static final SourceId CASE = new SourceId("test", "c-1");
    static final long LATENESS = 30 * Histories.MINUTE;
    static final long REDELIVERY = 6 * 60 * Histories.MINUTE;
    static final List<String> DIMENSIONS = List.of("queue", "priority");

    static final String POLICIES = """
            policies:
              - name: all
                targets:
                  first_reply: {priority: {urgent: 5m, "*": 12m}}
                  next_reply: 6m
                  resolution: {priority: {urgent: 20m, "*": 40m}}
                  queue_wait: 3m
                timed: [requester_wait, agent_work]
            """;

    /** What is summed: the value of every measure in every series at its time; levels also by since-time. */
    record Cell(Measure measure, Series series, long time, long since) {}

    final List<Observation> observations = new ArrayList<>();
    final List<Signal> signals = new ArrayList<>();
    final List<ServiceEvent> duplicates = new ArrayList<>();
    final List<ServiceEvent> refused = new ArrayList<>();
    final List<Boolean> late = new ArrayList<>();
    final List<OnContact> onContact = new ArrayList<>();
    /** When the case was to be looked at next, after each step. */
    final List<Long> wakes = new ArrayList<>();

    final List<CustomerFact> ofCustomers = new ArrayList<>();
    final List<CustomerFact> ratings = new ArrayList<>();
    private final List<ServiceEvent> waiting = new ArrayList<>();
    final CaseEngine engine;
    private final SourceId caseId;
    CaseState state = new CaseState();
    private boolean throughBytes;
    private boolean resting;

    CaseRun() {
        this(book(POLICIES));
    }

    CaseRun(PolicyBook book) {
        this(CASE, book);
    }

    private CaseRun(SourceId caseId, PolicyBook book) {
        this(caseId, book, ServiceLevel.DEFAULT);
    }

    private CaseRun(SourceId caseId, PolicyBook book, ServiceLevel serviceLevel) {
        this(caseId, book, serviceLevel, DIMENSIONS);
    }

    private CaseRun(SourceId caseId, PolicyBook book, ServiceLevel serviceLevel, List<String> dimensions) {
        this.caseId = caseId;
        long hour = 60 * Histories.MINUTE;
        engine = new CaseEngine(
                new CaseSettings(
                        dimensions,
                        serviceLevel,
                        LATENESS,
                        new ForgetAfter(hour, 5 * hour, 10 * hour),
                        REDELIVERY,
                        new Escalation("queue", List.of("returns", "billing", "vip")),
                        Resolution.DEFAULT,
                        Bots.DEFAULT,
                        Map.of("shipping", "logistics", "courier", "logistics", "leak", "data"),
                        true),
                book);
    }

    /** Settings that are the usual ones but for times; what agents did is not counted. */
    static CaseSettings settings(
            List<String> dimensions, long latenessMillis, ForgetAfter forgetAfter, long redeliveryMillis) {
        return new CaseSettings(
                dimensions,
                ServiceLevel.DEFAULT,
                latenessMillis,
                forgetAfter,
                redeliveryMillis,
                Escalation.DEFAULT,
                Resolution.DEFAULT,
                Bots.DEFAULT,
                Map.of(),
                false);
    }

    static PolicyBook book(String yaml) {
        try {
            return PolicyBook.parse("test.yaml", yaml);
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    static CaseRun of(String caseId) {
        return new CaseRun(new SourceId("test", caseId), book(POLICIES));
    }

    static CaseRun of(String caseId, ServiceLevel serviceLevel) {
        return new CaseRun(new SourceId("test", caseId), book(POLICIES), serviceLevel);
    }

    static CaseRun by(List<String> dimensions, PolicyBook book) {
        return new CaseRun(CASE, book, ServiceLevel.DEFAULT, dimensions);
    }

    /** From now on the state is written and read back after every step. */
    CaseRun throughBytes() {
        throughBytes = true;
        return this;
    }

    /** From now on the case rests after every step. */
    CaseRun resting() {
        resting = true;
        return this;
    }

    CaseRun arrive(ServiceEvent event, long watermark) {
        if (event.time() > watermark) {
            waiting.add(event);
        } else {
            engine.late(caseId, state, event, watermark, this);
        }
        return step();
    }

    CaseRun advance(long watermark) {
        List<ServiceEvent> due = new ArrayList<>(waiting);
        due.removeIf(event -> event.time() > watermark);
        waiting.removeIf(event -> event.time() <= watermark);
        due.sort(ServiceEvent.FOLD_ORDER);
        engine.advance(caseId, state, due, watermark, this);
        return step();
    }

    /** Takes events that come in order, time following each. */
    CaseRun inOrder(List<ServiceEvent> events) {
        for (ServiceEvent event : events) {
            arrive(event, event.time() - 1);
            advance(event.time());
        }
        return this;
    }

    CaseRun release(long time) {
        state = engine.forget(caseId, state, time, this);
        return step();
    }

    private CaseRun step() {
        if (throughBytes) {
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                state.write(new DataOutputStream(bytes));
                state = CaseState.read(
                        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), Versions.CURRENT);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        if (resting) {
            // as one has that was woken earlier than once was needed
            state.laterWake(Wakes.NONE - 1);
            engine.rest(state);
        }
        wakes.add(engine.nextWake(state));
        return this;
    }

    long count(Measure measure) {
        return observations.stream()
                .filter(one -> one.measure() == measure)
                .mapToLong(one -> one.weight() * (measure.kind() == Measure.Kind.TIMING ? 1 : one.value()))
                .sum();
    }

    /** Everything observed, added up; what adds up to nothing is left out, and so are the measures given. */
    Map<Cell, Map<Long, Long>> sums(Measure... without) {
        Map<Cell, Map<Long, Long>> sums = new HashMap<>();
        for (Observation one : observations) {
            if (List.of(without).contains(one.measure())) {
                continue;
            }
            Cell cell = new Cell(one.measure(), one.series(), one.time(), one.since());
            Map<Long, Long> values = sums.computeIfAbsent(cell, c -> new TreeMap<>());
            boolean timing = one.measure().kind() == Measure.Kind.TIMING;
            long n = timing ? one.weight() : one.weight() * one.value();
            values.merge(timing ? one.value() : 0L, n, Long::sum);
            values.values().removeIf(sum -> sum == 0);
        }
        sums.values().removeIf(Map::isEmpty);
        return sums;
    }

    /** What was told of customers and not taken back, each with how often. */
    Map<CustomerFact, Integer> factsOfCustomers() {
        Map<CustomerFact, Integer> facts = new HashMap<>();
        ofCustomers.forEach(fact -> facts.merge(fact.by(1), fact.delta(), Integer::sum));
        ratings.forEach(fact -> facts.merge(fact.by(1), fact.delta(), Integer::sum));
        facts.values().removeIf(n -> n == 0);
        return facts;
    }

    /** What every level has come to, by measure, series and since-time; zeros left out. */
    Map<String, Long> levels() {
        Map<String, Long> levels = new TreeMap<>();
        for (Observation one : observations) {
            if (one.measure().kind() == Measure.Kind.LEVEL) {
                levels.merge(
                        one.measure() + " " + one.series() + " " + one.since(), one.weight() * one.value(), Long::sum);
            }
        }
        levels.values().removeIf(level -> level == 0);
        return levels;
    }

    /** The alerts that a rule on every kind of signal would have open. */
    TreeSet<String> open() {
        TreeSet<String> open = new TreeSet<>();
        for (Signal signal : signals) {
            String subject = signal.clock() + " " + signal.instance();
            switch (signal.kind()) {
                case SLA_AT_RISK -> {
                    if (!open.contains("breached " + subject)) {
                        open.add("risk " + subject);
                    }
                }
                case SLA_BREACHED -> {
                    open.remove("risk " + subject);
                    open.add("breached " + subject);
                }
                case CASE_ANGRY_CUSTOMER -> open.add("angry");
                case CASE_CALMED -> open.remove("angry");
                default -> {
                    open.remove("risk " + subject);
                    open.remove("breached " + subject);
                }
            }
        }
        return open;
    }

    @Override
    public void observe(Measure measure, Series series, long time, long value, long since, int weight) {
        observations.add(new Observation(measure, series, time, value, since, weight));
    }

    @Override
    public void signal(Signal signal) {
        signals.add(signal);
    }

    @Override
    public void onContact(OnContact change) {
        onContact.add(change);
    }

    @Override
    public void customer(CustomerFact fact) {
        ofCustomers.add(fact);
    }

    @Override
    public void rated(CustomerFact fact) {
        ratings.add(fact);
    }

    @Override
    public void duplicate(ServiceEvent event) {
        duplicates.add(event);
    }

    @Override
    public void refused(ServiceEvent event, String why) {
        refused.add(event);
    }

    @Override
    public void late(ServiceEvent event, boolean tooLate) {
        late.add(tooLate);
    }
}
