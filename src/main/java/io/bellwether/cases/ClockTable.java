package io.bellwether.cases;

import io.bellwether.sla.RunningClock;
import io.bellwether.sla.RunningClockJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the topic of clocks is to say, and which of its records have to be written for that. Not thread-safe.
 *
 * <p>At a start the topic may say more than the cases do: what was written after the state was taken and has come out
 * otherwise since, or by a run whose state is gone. So the keys that it has are told first, then all cases tell their
 * clocks, and of what none of them names the end is written. What they say as the topic does is not written again.
 */
public final class ClockTable {

    private final Map<String, List<RunningClock>> byCase = new HashMap<>();
    /** Keys of which no case has told yet, each with a hash of what the topic says. */
    private final Map<String, Long> unconfirmed = new HashMap<>();

    /**
     * A record of the topic from before the start.
     *
     * @param value null where it ends its clock
     */
    public void found(String key, byte[] value) {
        if (value == null) {
            unconfirmed.remove(key);
        } else {
            unconfirmed.put(key, hash(value));
        }
    }

    /** FNV-1a of 64 bits: too many for two values of a key to be taken for the same. */
    private static long hash(byte[] value) {
        long hash = 0xcbf29ce484222325L;
        for (byte one : value) {
            hash = (hash ^ (one & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /**
     * Takes all clocks of a case.
     *
     * @return the keys whose records are others now
     */
    public List<String> take(CaseClocks clocks) {
        String of = RunningClockJson.caseKey(
                clocks.caseId().source(), clocks.caseId().id());
        List<RunningClock> now = clocks.running();
        List<RunningClock> before = now.isEmpty() ? byCase.remove(of) : byCase.put(of, now);
        List<String> changed = new ArrayList<>();
        for (RunningClock clock : now) {
            if (before == null || !before.contains(clock)) {
                String key = RunningClockJson.key(clock);
                Long said = unconfirmed.remove(key);
                if (said == null || said != hash(RunningClockJson.write(clock))) {
                    changed.add(key);
                }
            }
        }
        if (before != null) {
            for (RunningClock clock : before) {
                if (now.stream().noneMatch(other -> isSame(clock, other))) {
                    changed.add(RunningClockJson.key(clock));
                }
            }
        }
        return changed;
    }

    private static boolean isSame(RunningClock one, RunningClock other) {
        return one.instance() == other.instance() && one.clock().equals(other.clock());
    }

    /** All cases have told their clocks: what the topic says beside is over, and its keys are given once. */
    public List<String> allTold() {
        List<String> over = List.copyOf(unconfirmed.keySet());
        unconfirmed.clear();
        return over;
    }

    /** What the record of a key is to be; null where there is to be none. */
    public byte[] value(String key) {
        for (RunningClock clock : byCase.getOrDefault(RunningClockJson.caseKeyOf(key), List.of())) {
            if (RunningClockJson.key(clock).equals(key)) {
                return RunningClockJson.write(clock);
            }
        }
        return null;
    }
}
