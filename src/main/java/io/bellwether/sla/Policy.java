package io.bellwether.sla;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One policy of a book: for which cases, which targets, and its switches (docs/sla.md).
 *
 * @param index place in its book, from 1; 0 for {@link #NONE}
 * @param calendar of its clocks where their target names no other
 * @param timed clocks that are timed though they have no target
 * @param ignoreReopen a case reopened and solved again within this time was never reopened, ms; 0 for off
 * @param applyToOpen whether it reaches open cases as soon as it is in force, not with their next event
 */
record Policy(
        int index,
        String name,
        int line,
        List<Match> match,
        WorkCalendar calendar,
        Map<ClockKind, Targets> targets,
        Set<ClockKind> timed,
        AtRisk atRisk,
        ReplyRules reply,
        Anchor anchor,
        Reopen reopen,
        OnChange onChange,
        AfterSolve afterSolve,
        long ignoreReopen,
        boolean applyToOpen)
        implements Serializable {

    /** From when {@code first_reply} counts in a chat that a bot began. */
    enum Anchor implements Coded {
        CREATED(0),
        HANDOFF(1);

        /** By their codes in state. */
        static final CodeTable<Anchor> CODES = new CodeTable<>(Anchor.class);

        private final int code;

        Anchor(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    /** What a clock does that stopped at the solution when the case is opened again. */
    enum Reopen implements Coded {
        RESUME(0),
        RESTART(1);

        /** By their codes in state. */
        static final CodeTable<Reopen> CODES = new CodeTable<>(Reopen.class);

        private final int code;

        Reopen(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    /** What a running clock does with its consumed time when its target changes. */
    enum OnChange implements Coded {
        KEEP(0),
        FRESH(1);

        /** By their codes in state. */
        static final CodeTable<OnChange> CODES = new CodeTable<>(OnChange.class);

        private final int code;

        OnChange(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    /** What reply clocks do when the case is solved without the reply. */
    enum AfterSolve implements Coded {
        KEEP(0),
        CANCEL(1);

        /** By their codes in state. */
        static final CodeTable<AfterSolve> CODES = new CodeTable<>(AfterSolve.class);

        private final int code;

        AfterSolve(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    /** For cases that no policy matches: nothing is promised, time counts round the clock. */
    static final Policy NONE = new Policy(
            0,
            "",
            0,
            List.of(),
            WorkCalendar.ALWAYS,
            Map.of(),
            Set.of(),
            AtRisk.DEFAULT,
            ReplyRules.STRICT,
            Anchor.HANDOFF,
            Reopen.RESUME,
            OnChange.KEEP,
            AfterSolve.KEEP,
            0,
            false);

    boolean matches(Subject subject) {
        for (int i = 0; i < match.size(); i++) {
            if (!match.get(i).holds(subject)) {
                return false;
            }
        }
        return true;
    }

    /** The target of a clock for a case, or null where it has none. */
    Target target(ClockKind kind, Subject subject) {
        Targets of = targets.get(kind);
        return of == null ? null : of.of(subject);
    }
}
