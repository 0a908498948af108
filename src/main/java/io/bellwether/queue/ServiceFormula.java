package io.bellwether.queue;

/**
 * What a service level makes of contacts that no agent took. In all of them an answer within the threshold is met and a
 * later one unmet; of the same days one says 81 % and another 86 %, so no figure is told without its formula.
 *
 * <p>With aw = answered in threshold, AN = answered, AB = abandoned, bw = abandoned in threshold, sh = abandoned within the
 * short-abandon limit:
 */
public enum ServiceFormula {
    /** (aw + bw) / (AN + AB), and the same of callbacks: who leaves in time was not kept waiting. */
    F1 {
        @Override
        Verdict ofCallback(long wait, ServiceLimits limits) {
            return ofAbandoned(wait, limits);
        }

        @Override
        Verdict ofAbandoned(long wait, ServiceLimits limits) {
            return wait <= limits.thresholdMillis() ? Verdict.MET : Verdict.UNMET;
        }
    },
    /** aw / AN: nobody who leaves counts. */
    F2 {
        @Override
        Verdict ofAbandoned(long wait, ServiceLimits limits) {
            return Verdict.NEITHER;
        }
    },
    /** aw / (AN + AB): everybody who leaves counts against. */
    F3 {
        @Override
        Verdict ofAbandoned(long wait, ServiceLimits limits) {
            return Verdict.UNMET;
        }
    },
    /** aw / (AN + AB − bw): only who leaves after the threshold counts. */
    F4 {
        @Override
        Verdict ofAbandoned(long wait, ServiceLimits limits) {
            return wait <= limits.thresholdMillis() ? Verdict.NEITHER : Verdict.UNMET;
        }
    },
    /** (aw + sh) / (AN + AB): a short abandon is as good as an answer. */
    F5 {
        @Override
        Verdict ofAbandoned(long wait, ServiceLimits limits) {
            return wait <= limits.shortAbandonMillis() ? Verdict.MET : Verdict.UNMET;
        }
    },
    /** aw / (AN + AB − sh): a short abandon does not count. */
    F6 {
        @Override
        Verdict ofAbandoned(long wait, ServiceLimits limits) {
            return wait <= limits.shortAbandonMillis() ? Verdict.NEITHER : Verdict.UNMET;
        }
    };

    /** What one contact does to the figure. */
    public enum Verdict {
        /** Above and below the line. */
        MET,
        /** Below the line alone. */
        UNMET,
        /** Not at all. */
        NEITHER
    }

    /**
     * What an abandoned contact does.
     *
     * @param wait how long it waited, ms; {@link Long#MAX_VALUE} where that is not known
     */
    abstract Verdict ofAbandoned(long wait, ServiceLimits limits);

    /** What one does who asks to be called back after such a wait; but for F1 nothing, as that is no abandonment. */
    Verdict ofCallback(long wait, ServiceLimits limits) {
        return Verdict.NEITHER;
    }
}
