package io.bellwether.staffing;

/**
 * Erlang C (M/M/n): nobody ever leaves. Where more comes than can be served there is no steady state: everybody waits, for
 * ever.
 */
record ErlangC(Load load, int servers, double waits) implements QueueModel {

    ErlangC(Load load, int servers) {
        this(load, servers, waits(load.erlangs(), servers));
    }

    /** {@code C = nB / (n − a(1 − B))}. */
    private static double waits(double erlangs, int servers) {
        if (erlangs >= servers) {
            return 1;
        }
        double blocked = ErlangB.blocked(erlangs, servers);
        return servers * blocked / (servers - erlangs * (1 - blocked));
    }

    /** Servers beyond those that the load keeps busy; 0 where there are none. */
    private double spare() {
        return Math.max(0, servers - load.erlangs());
    }

    @Override
    public double abandoned() {
        return 0;
    }

    /** {@code 1 − C·e^(−(n − a)T / AHT)}. */
    @Override
    public double answeredWithin(double seconds) {
        return spare() == 0 ? 0 : 1 - waits * Math.exp(-spare() * seconds / load.handleSeconds());
    }

    /** {@code C·AHT / (n − a)}. */
    @Override
    public double meanWait() {
        return spare() == 0 ? Double.POSITIVE_INFINITY : waits * load.handleSeconds() / spare();
    }

    @Override
    public double meanWaitOfAnswered() {
        return meanWait();
    }

    @Override
    public double occupancy() {
        return servers == 0 ? 1 : Math.min(1, load.erlangs() / servers);
    }
}
