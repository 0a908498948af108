package io.bellwether.sla;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clocks written a second time, the slow way: time passes minute by minute, every minute of working time is counted
 * by hand, and after the events of a minute every running clock is asked whether its allowance is used up.
 */
final class NaiveSla {
    static final String[] CLOCKS = {
        "first_reply",
        "next_reply",
        "periodic_update",
        "pausable_update",
        "requester_wait",
        "agent_work",
        "resolution",
        "round_response"
    };

    private static final int NONE = Integer.MIN_VALUE;

    /** Minutes allowed by clock and priority; absent for none. */
    private final Map<String, Map<String, Integer>> allowed;

    private final boolean[] works;
    private final List<String> output = new ArrayList<>();
    private final Map<String, Clock> clocks = new LinkedHashMap<>();
    private int now;
    private String priority;
    private Status status;
    private boolean replied;
    private boolean reopened;
    private int question = -1;
    private int due = NONE;

    private final class Clock {
        final String name;
        boolean open;
        boolean paused;
        int consumed;
        int target;
        /** What it was last judged by: an allowance, or a due time. */
        String aim = "";

        boolean breached;
        boolean counted;
        int breachMinute;
        boolean risk1;
        boolean risk2;

        Clock(String name) {
            this.name = name;
        }

        boolean byDue() {
            return name.equals("resolution") && due != NONE;
        }

        void start(int kept) {
            open = true;
            paused = false;
            consumed = kept;
            String before = aim;
            target = promised(name);
            aim = aim();
            boolean sameAim = before.equals(aim);
            boolean missed = byDue() ? due < now : target > 0 && consumed > target;
            breached = kept >= 0 && breached && (sameAim || missed);
            counted = false;
            risk1 = false;
            risk2 = false;
            if (!breached && missed) {
                breach();
            }
        }

        void breach() {
            breached = true;
            counted = true;
            breachMinute = now;
            output.add(name + " breached +1 " + now);
        }

        void stop() {
            open = false;
            if (!breached && (target > 0 || byDue())) {
                output.add(name + " met " + now);
            }
            output.add(name + " consumed " + consumed + " " + now);
        }

        void retarget() {
            int next = promised(name);
            if (!open || next == target && !byDue()) {
                return;
            }
            target = next;
            follow();
        }

        String aim() {
            return byDue() ? "due " + due : "within " + target;
        }

        void follow() {
            aim = aim();
            risk1 = false;
            risk2 = false;
            boolean missed = byDue() ? due < now : target > 0 && consumed > target;
            if (breached && !missed) {
                if (counted) {
                    output.add(name + " breached -1 " + breachMinute);
                }
                breached = false;
            }
            if (!breached && missed) {
                breach();
            }
        }

        void askAtMinute() {
            if (!open || paused || breached) {
                return;
            }
            if (byDue()) {
                if (now >= due) {
                    breach();
                }
                return;
            }
            if (target == 0) {
                return;
            }
            if (consumed >= target) {
                breach();
                return;
            }
            if (!risk1 && consumed * 4 >= target * 3) {
                risk1 = true;
                output.add(name + " risk1 " + now);
            }
            int left = Math.min(Math.max(10, target / 10), target / 4);
            if (!risk2 && consumed >= target - left) {
                risk2 = true;
                output.add(name + " risk2 " + now);
            }
        }
    }

    NaiveSla(Map<String, Map<String, Integer>> allowed, boolean[] works) {
        this.allowed = allowed;
        this.works = works;
        for (String name : CLOCKS) {
            clocks.put(name, new Clock(name));
        }
    }

    private int promised(String clock) {
        boolean overridden = clock.equals("resolution") && due != NONE;
        return overridden ? 0 : allowed.get(clock).getOrDefault(String.valueOf(priority), 0);
    }

    /** @param events in fold order, their times minutes times 60,000 after {@code origin} */
    List<String> run(List<ServiceEvent> events, long origin, int minutes) {
        Clock[] all = clocks.values().toArray(new Clock[0]);
        int next = 0;
        for (now = 0; now < minutes; now++) {
            while (next < events.size() && events.get(next).time() == origin + now * 60_000L) {
                event(events.get(next++), origin);
            }
            for (Clock clock : all) {
                clock.askAtMinute();
                clock.consumed += clock.open && !clock.paused && works[now] ? 1 : 0;
            }
        }
        return output;
    }

    private void event(ServiceEvent event, long origin) {
        priority = event.dimension("priority") == null ? priority : event.dimension("priority");
        boolean newDue = event.dueAt() != null && due != (event.dueAt() - origin) / 60_000;
        due = event.dueAt() == null ? due : (int) ((event.dueAt() - origin) / 60_000);
        if (event.type() == EventType.TICKET_CREATED) {
            status = Status.NEW;
            question = now;
            for (String name : List.of("first_reply", "requester_wait", "agent_work", "resolution")) {
                clocks.get(name).start(0);
            }
        } else if (event.type() == EventType.TICKET_UPDATED) {
            if (newDue && clocks.get("resolution").open) {
                clocks.get("resolution").target = 0;
                clocks.get("resolution").follow();
            }
            clocks.values().forEach(Clock::retarget);
        } else if (event.type() == EventType.TICKET_MESSAGE && event.visibility() == Visibility.PUBLIC) {
            message(event.actor());
        } else if (event.type() == EventType.TICKET_STATUS_CHANGED) {
            status(event.status());
        }
    }

    private void message(Actor actor) {
        if (actor == Actor.AGENT) {
            for (String name :
                    List.of("first_reply", "next_reply", "periodic_update", "pausable_update", "round_response")) {
                if (clocks.get(name).open) {
                    clocks.get(name).stop();
                }
            }
            replied = true;
            question = -1;
            startUpdates();
        } else if (actor == Actor.CUSTOMER) {
            question = question < 0 ? now : question;
            if (replied && !clocks.get("next_reply").open && !clocks.get("first_reply").open) {
                fresh("next_reply");
            }
            if (!clocks.get("round_response").open) {
                fresh("round_response");
            }
            if (replied && reopened) {
                startUpdates();
            }
        }
    }

    private void startUpdates() {
        if (status == Status.SOLVED) {
            return;
        }
        for (String name : List.of("periodic_update", "pausable_update")) {
            if (!clocks.get(name).open) {
                fresh(name);
            }
        }
        pauses();
    }

    private void fresh(String name) {
        clocks.get(name).breached = false;
        clocks.get(name).start(0);
    }

    private void status(Status to) {
        Status from = status;
        status = to;
        if (to == Status.SOLVED && from != Status.SOLVED) {
            for (String name : List.of("requester_wait", "agent_work", "resolution")) {
                clocks.get(name).stop();
            }
            clocks.get("periodic_update").open = false;
            clocks.get("pausable_update").open = false;
            reopened = false;
        } else if (to != Status.SOLVED && from == Status.SOLVED) {
            reopened = true;
            for (String name : List.of("requester_wait", "agent_work", "resolution")) {
                clocks.get(name).start(clocks.get(name).consumed);
            }
            if (question >= 0 && replied) {
                startUpdates();
            }
        }
        pauses();
    }

    private void pauses() {
        boolean customer = status == Status.WAITING_CUSTOMER;
        boolean third = status == Status.WAITING_THIRD_PARTY;
        clocks.get("requester_wait").paused = customer;
        clocks.get("pausable_update").paused = customer;
        clocks.get("agent_work").paused = customer || third;
    }
}
