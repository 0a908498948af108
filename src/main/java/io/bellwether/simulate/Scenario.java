package io.bellwether.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An organisation and what goes wrong in it.
 *
 * @param incidents planned incidents, in order
 * @param cycle where present the incidents come one after another for ever and their own {@code start} is not used
 * @param warmStart where longer than 0 as many conversations as are usually going on begin within this time after the
 *     start, so that a run need not wait for steady state
 * @param rate multiplies arrivals and people
 * @param shopping what customers do beside their cases; null: nothing
 */
public record Scenario(
        String name,
        String title,
        Organisation organisation,
        List<Planned> incidents,
        Cycle cycle,
        Span warmStart,
        double rate,
        Shopping shopping) {

    /** How far ahead the incidents of an endless cycle are listed. */
    public static final Span HORIZON = Span.of("1d");

    public Scenario {
        incidents = incidents == null ? List.of() : List.copyOf(incidents);
        if (!(rate > 0) || rate > 10_000) {
            throw new IllegalArgumentException("rate " + rate + " is outside 0 (exclusive) to 10000");
        }
        for (Planned planned : incidents) {
            planned.queues().forEach(organisation::queue);
        }
    }

    /**
     * An incident in a scenario file.
     *
     * @param start after the start of the run
     */
    public record Planned(
            IncidentKind kind, String title, List<String> queues, Span start, Span lasts, double strength) {

        Planned later(Span by) {
            return new Planned(kind, title, queues, new Span(start.millis() + by.millis()), lasts, strength);
        }
    }

    /** The first incident begins {@code first} after the start, then one each {@code every}. */
    public record Cycle(Span first, Span every) {}

    /**
     * What customers do beside their cases.
     *
     * @param orders by customers without a case, for each case that begins
     * @param again share of customers who order again, where nothing makes them more or less willing
     * @param after mean time until they do
     * @param visits to the self-service help by customers without a case, for each case that begins
     * @param helped share of visits whose customer says that it helped
     */
    public record Shopping(double orders, double again, Span after, double visits, double helped) {}

    /** The same with other arrivals and as many more people. */
    public Scenario withRate(double newRate) {
        return new Scenario(name, title, organisation, incidents, cycle, warmStart, newRate, shopping);
    }

    /** The same with all that goes wrong later by so much: until then there is calm, to be learnt. */
    public Scenario later(Span calm) {
        if (cycle != null) {
            Cycle begun = new Cycle(new Span(cycle.first().millis() + calm.millis()), cycle.every());
            return new Scenario(name, title, organisation, incidents, begun, warmStart, rate, shopping);
        }
        List<Planned> later =
                incidents.stream().map(planned -> planned.later(calm)).toList();
        return new Scenario(name, title, organisation, later, null, warmStart, rate, shopping);
    }

    /** The same organisation with nothing going wrong. */
    public Scenario withoutIncidents() {
        return new Scenario(name, title, organisation, List.of(), null, warmStart, rate, shopping);
    }

    /** The incidents of a run that begin before a time, in order of their beginning. */
    public List<Incident> incidents(long startMillis, long until) {
        List<Incident> result = new ArrayList<>();
        for (int index = 0; ; index++) {
            Incident incident = incident(index, startMillis);
            if (incident == null || (cycle != null && incident.start() >= until)) {
                return result;
            }
            if (incident.start() < until) {
                result.add(incident);
            }
        }
    }

    /** The incident of that number; null where the plan is at its end. */
    Incident incident(int index, long startMillis) {
        if (incidents.isEmpty() || (cycle == null && index >= incidents.size())) {
            return null;
        }
        Planned planned = incidents.get(index % incidents.size());
        long start = startMillis
                + (cycle == null
                        ? planned.start().millis()
                        : cycle.first().millis() + index * cycle.every().millis());
        return new Incident(
                planned.kind().wireName() + "-" + (index + 1),
                planned.kind(),
                planned.title(),
                start,
                start + planned.lasts().millis(),
                Map.of("queue", planned.queues()),
                planned.strength(),
                planned.kind().expectedSignals(),
                planned.kind().explanation());
    }
}
