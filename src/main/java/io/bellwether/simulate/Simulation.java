package io.bellwether.simulate;

import io.bellwether.event.ServiceEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * A contact centre in motion. Deterministic: the same scenario, seed, start and run name give the same events, however
 * the time is cut into steps. Events come out in order of their time; what belongs together at one moment also in fold
 * order. Not thread-safe.
 */
public final class Simulation {
    private final Scenario scenario;
    private final long startMillis;
    private final World world;
    private final Staff staff;
    private final Demand demand;
    private boolean started;

    /** A run whose ids are told from those of other seeds and starts. */
    public Simulation(Scenario scenario, long seed, long startMillis) {
        this(scenario, seed, startMillis, runName(seed, startMillis), ContactLog.NONE);
    }

    /**
     * A run.
     *
     * @param run begins all ids
     * @param log hears of contacts, for the truth
     */
    public Simulation(Scenario scenario, long seed, long startMillis, String run, ContactLog log) {
        this.scenario = scenario;
        this.startMillis = startMillis;
        Agenda agenda = new Agenda(startMillis);
        world = new World(
                scenario,
                seed,
                agenda,
                new Journal(run, agenda),
                Phrasebook.load(),
                new Effects(),
                new Floor(scenario.organisation(), agenda),
                log);
        staff = new Staff(world);
        demand = new Demand(world, staff);
    }

    /** A short name of a run: the same for the same seed and start, different for others. */
    public static String runName(long seed, long startMillis) {
        long hash = Dice.of(seed, "run", startMillis).between(0, 36 * 36 * 36 * 36 - 1);
        String name = Long.toString(hash, 36);
        return "s" + "0".repeat(4 - name.length()) + name;
    }

    /** How far it has come, epoch ms; its start where it has not begun. */
    public long now() {
        return world.agenda().now();
    }

    /** Hands out everything that happens up to and at {@code time} and has not been handed out yet. */
    public void runUntil(long time, Consumer<ServiceEvent> out) {
        world.journal().to(out);
        if (!started) {
            started = true;
            staff.start();
            demand.start();
            planIncident(0);
        }
        world.agenda().runUntil(time);
    }

    /** From now on nobody new arrives; what is going on comes to its end. */
    public void closeDoors() {
        demand.close();
    }

    /** All incidents that the run will have; of an endless cycle those of the first day. */
    public List<Incident> incidents() {
        return scenario.incidents(startMillis, startMillis + Scenario.HORIZON.millis());
    }

    /** Contacts and tickets that wait for an agent now. */
    public int waiting(String queue) {
        return world.floor().waiting(queue);
    }

    private void planIncident(int index) {
        Incident incident = scenario.incident(index, startMillis);
        if (incident == null) {
            return;
        }
        world.agenda().at(incident.start(), () -> begin(incident));
        world.agenda().at(incident.end(), () -> end(incident));
        if (scenario.cycle() == null) {
            planIncident(index + 1);
        } else {
            world.agenda().at(incident.start(), () -> planIncident(index + 1));
        }
    }

    private void begin(Incident incident) {
        world.effects().begin(incident);
        if (incident.kind() == IncidentKind.AGENTS_OUT) {
            staff.fallAway(incident);
        } else if (incident.kind() == IncidentKind.SURGE || incident.kind() == IncidentKind.LOGISTICS_OUTAGE) {
            demand.surge(incident);
        }
    }

    private void end(Incident incident) {
        world.effects().end(incident);
        if (incident.kind() == IncidentKind.AGENTS_OUT) {
            staff.comeBack(incident);
        }
    }
}
