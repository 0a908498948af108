package io.bellwether.simulate;

import java.util.function.LongPredicate;

/** Brings cases into the queues: the usual ones, those of a surge, and those already going on at a warm start. */
final class Demand {
    private final World world;
    private final Staff staff;
    private boolean open = true;

    Demand(World world, Staff staff) {
        this.world = world;
        this.staff = staff;
    }

    void start() {
        for (QueueProfile queue : world.scenario().organisation().queues()) {
            begin(queue, "base", 1, time -> open);
            warmUp(queue);
        }
    }

    /** Nobody new arrives from now on. */
    void close() {
        open = false;
    }

    /** Additional arrivals while a surge goes on; a process of its own, so that the usual arrivals stay as they are. */
    void surge(Incident incident) {
        for (String name : incident.queues()) {
            begin(world.queue(name), incident.name(), incident.strength() - 1, time -> open && time < incident.end());
        }
    }

    private void begin(QueueProfile queue, String stream, double factor, LongPredicate goesOn) {
        new Arrivals(
                        world.agenda(),
                        Dice.of(world.seed(), "arrivals", queue.name(), stream),
                        world.scenario().organisation().curveOf(queue),
                        world.scenario().organisation().zoneId(),
                        queue.arrivalsPerHour() * world.scenario().rate() * Math.max(0, factor),
                        goesOn,
                        new Door(queue, stream, false)::open)
                .begin();
    }

    /** As many conversations as are going on in the mean, begun one after another within the warm start. */
    private void warmUp(QueueProfile queue) {
        long within = world.scenario().warmStart().millis();
        if (within == 0 || !queue.isChat()) {
            return;
        }
        double perHour = queue.arrivalsPerHour()
                * world.scenario().rate()
                * world.scenario()
                        .organisation()
                        .curveOf(queue)
                        .at(world.now(), world.scenario().organisation().zoneId());
        QueueProfile.Bot bot = queue.bot();
        double toPeople = bot == null ? 1 : 1 - bot.share() * bot.contained();
        long usual = Math.round(perHour * toPeople * queue.handle().millis() / 3_600_000.0);
        Door door = new Door(queue, "warm", true);
        for (int i = 0; i < usual; i++) {
            world.agenda().after(1_000 + i * within / usual, door::open);
        }
    }

    /** Where the cases of one stream enter a queue; numbers them, so that each has its own random numbers. */
    private final class Door {
        private final QueueProfile queue;
        private final String stream;
        private final boolean direct;
        private final Regulars regulars;
        private long number;

        Door(QueueProfile queue, String stream, boolean direct) {
            this.queue = queue;
            this.stream = stream;
            this.direct = direct;
            regulars = new Regulars(world.seed(), queue.name(), stream);
        }

        void open() {
            Dice dice = Dice.of(world.seed(), "case", queue.name(), stream, ++number);
            String customer = regulars.next("u-" + dice.between(100_000, 999_999));
            CaseFile file = new CaseFile(world, queue, dice, customer);
            if (queue.isChat()) {
                new Chat(file, staff).start(direct);
            } else {
                new Ticket(file).create();
            }
        }
    }
}
