package io.bellwether.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * The customers of one stream of cases who were there lately, some of whom come back. Has random numbers of its own, so that
 * nothing else hangs on who comes.
 */
final class Regulars {
    private static final int MOST = 400;
    private static final double COMES_BACK = 0.08;

    private final Dice dice;
    private final List<String> lately = new ArrayList<>();

    /** @param of what they are customers of */
    Regulars(long seed, String... of) {
        dice = Dice.of(seed, "regulars", String.join(" ", of));
    }

    /** Who begins the next case: somebody who was there, or else a newcomer. */
    String next(String newcomer) {
        if (!lately.isEmpty() && dice.chance(COMES_BACK)) {
            return lately.get(dice.between(0, lately.size() - 1));
        }
        if (lately.size() < MOST) {
            lately.add(newcomer);
        } else {
            lately.set(dice.between(0, MOST - 1), newcomer);
        }
        return newcomer;
    }
}
