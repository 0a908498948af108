package io.bellwether.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Brings tasks and agents together: the highest rank that has waited longest goes to the agent with the fewest tasks
 * who has been idle longest. No agent with a free slot is idle while a task of their queues waits.
 */
final class Floor {
    private static final Comparator<Agent> FREEST = Comparator.<Agent>comparingInt(agent -> agent.used)
            .thenComparingLong(agent -> agent.idleSince)
            .thenComparingInt(agent -> agent.number);

    private final Agenda agenda;
    private final Map<String, TreeSet<Task>> lines = new HashMap<>();
    private final Map<String, List<Team>> teamsOf = new HashMap<>();
    private final Map<String, TreeSet<Agent>> free = new HashMap<>();
    private long tasks;

    Floor(Organisation organisation, Agenda agenda) {
        this.agenda = agenda;
        for (QueueProfile queue : organisation.queues()) {
            lines.put(queue.name(), new TreeSet<>(Task::compare));
            teamsOf.put(queue.name(), new ArrayList<>());
        }
        for (Team team : organisation.teams()) {
            free.put(team.name(), new TreeSet<>(FREEST));
            team.queues().forEach(queue -> teamsOf.get(queue).add(team));
        }
    }

    /** A task waits from now on, unless somebody takes it at once. */
    void enter(Task task) {
        task.order(++tasks);
        Agent agent = freestFor(task.queue);
        if (agent != null) {
            give(task, agent);
        } else {
            lines.get(task.queue).add(task);
        }
    }

    /** A task gives up waiting. */
    void leave(Task task) {
        lines.get(task.queue).remove(task);
    }

    int waiting(String queue) {
        return lines.get(queue).size();
    }

    /** A slot of an agent is free again. */
    void release(Agent agent) {
        free.get(agent.team.name()).remove(agent);
        agent.used--;
        if (agent.used == 0) {
            agent.idleSince = agenda.now();
        }
        seekWork(agent);
    }

    /** What others see of an agent has changed. */
    void presenceChanged(Agent agent) {
        free.get(agent.team.name()).remove(agent);
        agent.idleSince = agenda.now();
        seekWork(agent);
    }

    private void seekWork(Agent agent) {
        while (agent.canTake()) {
            Task next = nextFor(agent.team);
            if (next == null) {
                free.get(agent.team.name()).add(agent);
                return;
            }
            lines.get(next.queue).remove(next);
            agent.used++;
            next.taken(agent);
        }
    }

    private Task nextFor(Team team) {
        Task best = null;
        for (String queue : team.queues()) {
            TreeSet<Task> line = lines.get(queue);
            if (!line.isEmpty() && (best == null || Task.compare(line.first(), best) < 0)) {
                best = line.first();
            }
        }
        return best;
    }

    private Agent freestFor(String queue) {
        Agent best = null;
        for (Team team : teamsOf.get(queue)) {
            TreeSet<Agent> agents = free.get(team.name());
            if (!agents.isEmpty() && (best == null || FREEST.compare(agents.first(), best) < 0)) {
                best = agents.first();
            }
        }
        return best;
    }

    private void give(Task task, Agent agent) {
        TreeSet<Agent> agents = free.get(agent.team.name());
        agents.remove(agent);
        agent.used++;
        if (agent.canTake()) {
            agents.add(agent);
        }
        task.taken(agent);
    }
}
