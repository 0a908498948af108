package io.bellwether.staffing;

/** Erlang's loss formula. */
final class ErlangB {

    private ErlangB() {}

    /**
     * Share of contacts that find all servers busy where nobody waits: {@code B(0) = 1, B(n) = aB / (n + aB)}, with
     * {@code B = B(n − 1)}. It adds and multiplies what is positive, so it keeps its digits for any number of servers.
     */
    static double blocked(double erlangs, int servers) {
        double blocked = 1;
        for (int n = 1; n <= servers; n++) {
            blocked = erlangs * blocked / (n + erlangs * blocked);
        }
        return blocked;
    }
}
