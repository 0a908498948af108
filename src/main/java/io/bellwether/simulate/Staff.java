package io.bellwether.simulate;

import io.bellwether.event.AgentState;
import io.bellwether.event.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Presence: shifts, breaks, and the agents whom an incident takes away. */
final class Staff {
    private static final long DAY = 86_400_000L;
    /** How often a client says that it is still there. */
    private static final long HEARTBEAT = 300_000L;

    private static final List<String> PAUSES = List.of("break", "lunch", "training");
    /** One of so many does not log out at the end of a shift: the client falls silent. */
    private static final int SILENT_ONE_IN = 20;

    /** People come and go within this time around the edges of their shift. */
    private static final long PUNCTUALITY = 180_000L;

    private final World world;
    private final List<Agent> agents = new ArrayList<>();

    Staff(World world) {
        this.world = world;
    }

    /** Hires everybody and brings those whose shift is running to their desks. */
    void start() {
        for (Team team : world.scenario().organisation().teams()) {
            int number = 0;
            for (Team.Shift shift : team.shifts()) {
                int count = (int) Math.ceil(shift.agents() * world.scenario().rate());
                for (int i = 0; i < count; i++) {
                    hire(team, shift, ++number, rank(i));
                }
            }
        }
    }

    /** Spreads ranks evenly for every count: the golden ratio sequence. */
    private static double rank(int index) {
        double place = (index + 1) * 0.6180339887498949;
        return place - Math.floor(place);
    }

    private void hire(Team team, Team.Shift shift, int number, double rank) {
        String id = "agent-" + team.name() + "-" + (number < 10 ? "0" : "") + number;
        Agent agent = new Agent(id, team, agents.size(), rank, Dice.of(world.seed(), "agent", id));
        agents.add(agent);
        long now = world.now();
        if (shift.always()) {
            world.agenda().at(now + agent.dice.between(0, 400), () -> arrive(agent));
        } else {
            planShift(agent, shift, startOfShift(shift, now - DAY));
        }
    }

    /** The first start of the shift at or after a time. */
    private long startOfShift(Team.Shift shift, long from) {
        long offset = world.scenario()
                        .organisation()
                        .zoneId()
                        .getRules()
                        .getOffset(Instant.ofEpochMilli(from))
                        .getTotalSeconds()
                * 1_000L;
        long start = Math.floorDiv(from + offset, DAY) * DAY + shift.fromMillis() - offset;
        return start >= from ? start : start + DAY;
    }

    private void planShift(Agent agent, Team.Shift shift, long start) {
        long now = world.now();
        long from = start + agent.dice.between(0, (int) PUNCTUALITY) - PUNCTUALITY / 2;
        long to = start + shift.lengthMillis() + agent.dice.between(0, (int) PUNCTUALITY) - PUNCTUALITY / 2;
        if (to > now) {
            world.agenda().at(from > now ? from : now + agent.dice.between(0, 400), () -> arrive(agent));
            world.agenda().at(to, () -> goHome(agent));
        }
        world.agenda().at(Math.max(now, to), () -> planShift(agent, shift, startOfShift(shift, start + 1)));
    }

    private void arrive(Agent agent) {
        agent.onShift = true;
        agent.onBreak = false;
        agent.gone = agent.rank < strengthOf(agent.team);
        show(agent, "shift");
        planBreak(agent);
        if (!agent.beats) {
            agent.beats = true;
            beat(agent);
        }
    }

    /** While they are there; the state is told with the same reason as before. */
    private void beat(Agent agent) {
        world.agenda().after(HEARTBEAT, () -> {
            agent.beats = agent.onShift;
            if (!agent.beats) {
                return;
            }
            if (agent.shown != AgentState.OFFLINE) {
                tell(agent);
            }
            beat(agent);
        });
    }

    private void goHome(Agent agent) {
        agent.onShift = false;
        if (agent.number % SILENT_ONE_IN == SILENT_ONE_IN - 1) {
            agent.shown = agent.state();
            world.floor().presenceChanged(agent);
        } else {
            show(agent, "shift");
        }
    }

    private void planBreak(Agent agent) {
        Team.Breaks breaks = agent.team.breaks();
        if (breaks == null) {
            return;
        }
        world.agenda().after(agent.dice.time(breaks.every(), 0.5), () -> {
            if (!agent.onShift) {
                return;
            }
            agent.onBreak = true;
            String pause = PAUSES.get((agent.number + agent.breaks++) % PAUSES.size());
            show(agent, pause);
            world.agenda().after(agent.dice.time(breaks.lasts(), 0.3), () -> endBreak(agent));
        });
    }

    private void endBreak(Agent agent) {
        if (agent.onShift && agent.onBreak) {
            agent.onBreak = false;
            show(agent, "break");
            planBreak(agent);
        }
    }

    /** Takes an agent who let an offer pass out of routing for a short time. */
    void unresponsive(Agent agent) {
        agent.unresponsive = true;
        show(agent, "missed");
        world.agenda().after(30_000, () -> {
            agent.unresponsive = false;
            show(agent, "missed");
        });
    }

    /** People of the affected queues fall away at the start of an incident. */
    void fallAway(Incident incident) {
        for (Agent agent : agents) {
            if (serves(agent.team, incident) && agent.rank < incident.strength()) {
                agent.gone = true;
                show(agent, "system");
            }
        }
    }

    /** They come back one by one at its end. */
    void comeBack(Incident incident) {
        int delay = 0;
        for (Agent agent : agents) {
            if (agent.gone && serves(agent.team, incident)) {
                delay += 500;
                world.agenda().after(delay, () -> {
                    if (agent.gone && strengthOf(agent.team) == 0) {
                        agent.gone = false;
                        show(agent, "system");
                    }
                });
            }
        }
    }

    private static boolean serves(Team team, Incident incident) {
        return incident.queues().stream().anyMatch(team.queues()::contains);
    }

    private double strengthOf(Team team) {
        return team.queues().stream()
                .mapToDouble(queue -> world.effects().strength(IncidentKind.AGENTS_OUT, queue))
                .max()
                .orElse(0);
    }

    private void show(Agent agent, String reason) {
        AgentState state = agent.state();
        if (state == agent.shown) {
            return;
        }
        agent.shown = state;
        agent.reason = reason;
        tell(agent);
        world.floor().presenceChanged(agent);
    }

    private void tell(Agent agent) {
        world.journal()
                .write(world.journal()
                        .event(EventType.AGENT_STATE)
                        .agentId(agent.id)
                        .agentState(agent.shown)
                        .reason(agent.reason)
                        .queues(agent.team.queues())
                        .slots(agent.team.slots()));
    }
}
