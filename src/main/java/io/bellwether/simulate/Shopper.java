package io.bellwether.simulate;

import io.bellwether.event.EventType;

/** What customers do beside their cases: they order, and look for help. By random numbers of their own. */
final class Shopper {
    private static final long READS = 40_000;
    private static final double CENTS = 100;

    private final CaseFile file;
    private final Scenario.Shopping shopping;
    private final Dice dice;

    private Shopper(CaseFile file, String when) {
        this.file = file;
        shopping = file.world.scenario().shopping();
        dice = Dice.of(file.world.seed(), when, file.caseId);
    }

    /** A case begins: meanwhile as many others order and look for help as belong to it. */
    static void begins(CaseFile file) {
        if (file.world.scenario().shopping() != null) {
            new Shopper(file, "shops").others();
        }
    }

    /** A case is over: its customer goes on. */
    static void ends(CaseFile file) {
        if (file.world.scenario().shopping() != null) {
            new Shopper(file, "shops again").goesOn();
        }
    }

    private void others() {
        if (dice.chance(shopping.orders())) {
            String buyer = "b-" + dice.between(100_000, 999_999);
            order(buyer);
            again(buyer, 1);
        }
        if (dice.chance(shopping.visits())) {
            visit("v-" + dice.between(100_000, 999_999));
        }
    }

    /** Who is content buys sooner again than others; who is not looks for help. */
    private void goesOn() {
        double willing =
                switch (file.mood) {
                    case POSITIVE -> 1.4;
                    case NEUTRAL -> 1.1;
                    case NEGATIVE -> 0.6;
                    case ANGRY -> 0.3;
                };
        again(file.customerId, willing);
        if (dice.chance(shopping.visits() / 2)) {
            file.world.agenda().after(READS, () -> visit(file.customerId));
        }
    }

    private void again(String customer, double willing) {
        if (dice.chance(Math.min(1, willing * shopping.again()))) {
            file.world.agenda().after(dice.time(shopping.after(), 1.0), () -> order(customer));
        }
    }

    private void order(String customer) {
        double amount = dice.between(1_900, 89_900) / CENTS;
        file.world.journal().write(file.beside(EventType.ORDER_PLACED, customer).amount(amount));
    }

    private void visit(String customer) {
        file.world.journal().write(file.beside(EventType.HELP_VIEWED, customer));
        if (dice.chance(shopping.helped())) {
            file.world
                    .agenda()
                    .after(READS, () -> file.world.journal().write(file.beside(EventType.HELP_SOLVED, customer)));
        }
    }
}
