package io.bellwether.staffing;

/**
 * A queue a second time, from its states: the chances of so many contacts by the balance of what comes and goes, the wait of
 * who finds so many ahead by following, in small steps of time, how they are served or leave.
 */
record NaiveQueue(Load load, double patienceSeconds, int servers, int most) {

    private static final double STEP = 0.1;

    private double leaving() {
        return 1 / patienceSeconds;
    }

    private double departures(int contacts) {
        return Math.min(contacts, servers) / load.handleSeconds() + Math.max(0, contacts - servers) * leaving();
    }

    private double[] states() {
        double[] states = new double[most];
        states[0] = 1;
        double sum = 1;
        for (int k = 1; k < most; k++) {
            states[k] = states[k - 1] * load.perSecond() / departures(k);
            sum += states[k];
        }
        for (int k = 0; k < most; k++) {
            states[k] /= sum;
        }
        return states;
    }

    double waits() {
        double sum = 0;
        double[] states = states();
        for (int k = servers; k < most; k++) {
            sum += states[k];
        }
        return sum;
    }

    double abandoned() {
        return meanWait() * leaving();
    }

    double meanWait() {
        double sum = 0;
        double[] states = states();
        for (int k = servers; k < most; k++) {
            sum += (k - servers) * states[k];
        }
        return sum / load.perSecond();
    }

    double occupancy() {
        double busy = 0;
        double[] states = states();
        for (int k = 0; k < most; k++) {
            busy += states[k] * Math.min(k, servers);
        }
        return busy / servers;
    }

    /** The rate at which the first {@code ahead} in the queue, or the last in service, make way for who comes behind them. */
    private double makeWay(int ahead) {
        return departures(servers + ahead);
    }

    double meanWaitOfAnswered() {
        double[] states = states();
        double answered = 1;
        double waited = 0;
        double sum = 0;
        double share = 1 - waits();
        for (int ahead = 0; servers + ahead < most; ahead++) {
            double rate = makeWay(ahead) + leaving();
            answered *= makeWay(ahead) / rate;
            waited = makeWay(ahead) / rate * waited + answered / rate;
            sum += states[servers + ahead] * waited;
            share += states[servers + ahead] * answered;
        }
        return sum / share;
    }

    /** By the differential equation of who finds so many ahead: u(i)' = rate(i)·(u(i − 1) − u(i)) − θ·u(i), Runge and Kutta. */
    double answeredWithin(double seconds) {
        double[] states = states();
        double[] answered = new double[most - servers];
        int steps = (int) Math.round(seconds / STEP);
        for (int i = 0; i < steps; i++) {
            double[] a = slope(answered);
            double[] b = slope(plus(answered, a, STEP / 2));
            double[] c = slope(plus(answered, b, STEP / 2));
            double[] d = slope(plus(answered, c, STEP));
            for (int k = 0; k < answered.length; k++) {
                answered[k] += STEP / 6 * (a[k] + 2 * b[k] + 2 * c[k] + d[k]);
            }
        }
        double sum = 1 - waits();
        for (int k = 0; k < answered.length; k++) {
            sum += states[servers + k] * answered[k];
        }
        return sum;
    }

    private double[] slope(double[] answered) {
        double[] slope = new double[answered.length];
        for (int k = 0; k < answered.length; k++) {
            double before = k == 0 ? 1 : answered[k - 1];
            slope[k] = makeWay(k) * (before - answered[k]) - leaving() * answered[k];
        }
        return slope;
    }

    private static double[] plus(double[] values, double[] slope, double step) {
        double[] sum = new double[values.length];
        for (int k = 0; k < values.length; k++) {
            sum[k] = values[k] + step * slope[k];
        }
        return sum;
    }
}
