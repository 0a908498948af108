package io.bellwether.simulate;

import io.bellwether.event.AgentState;

/** A person at work. Presence has several causes; the state that others see follows from them. */
final class Agent {
    final String id;
    final Team team;
    /** Place in the team from 0 to 1, spread evenly: an incident of strength s takes those below s. */
    final double rank;

    final Dice dice;
    final int number;

    boolean onShift;
    boolean onBreak;
    boolean unresponsive;
    boolean gone;
    AgentState shown = AgentState.OFFLINE;
    /** Of the state that is shown. */
    String reason = "";
    /** Whether heartbeats are under way. */
    boolean beats;

    int breaks;
    int used;
    long idleSince;

    Agent(String id, Team team, int number, double rank, Dice dice) {
        this.id = id;
        this.team = team;
        this.number = number;
        this.rank = rank;
        this.dice = dice;
    }

    AgentState state() {
        if (!onShift || gone) {
            return AgentState.OFFLINE;
        }
        return onBreak || unresponsive ? AgentState.AWAY : AgentState.AVAILABLE;
    }

    boolean canTake() {
        return shown == AgentState.AVAILABLE && used < team.slots();
    }
}
