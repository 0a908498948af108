package io.bellwether.alert;

import io.bellwether.alert.Contributions.Part;
import io.bellwether.rule.SeriesRule;
import java.util.ArrayList;
import java.util.List;

/** Which topics customers write about more than they do. */
final class Topics {

    /** Of fewer messages no shares are told. */
    private static final int LEAST_MESSAGES = 10;

    /** As many spreads of chance, and so much of all, a topic must have risen by. */
    private static final double LEAST_SPREADS = 3;

    private static final double LEAST_MORE = 0.05;

    private Topics() {}

    /**
     * Topics whose share of what customers write about has risen, held against the day before.
     *
     * @param parts messages of each topic
     */
    static List<Driver> risen(List<Part> parts) {
        double now = 0;
        double before = 0;
        for (Part part : parts) {
            now += part.value();
            before += part.before();
        }
        List<Driver> risen = new ArrayList<>();
        if (now < LEAST_MESSAGES || Double.isNaN(before) || before <= 0) {
            return risen;
        }
        for (Part part : parts) {
            double usual = part.before() / before;
            double share = part.value() / now;
            // one customer writes several messages in one go, so they scatter more than single ones would
            double spread = Math.sqrt(Math.max(1, now * usual * (1 - usual)));
            boolean rose = share >= usual + LEAST_MORE && part.value() - now * usual >= LEAST_SPREADS * spread;
            if (rose && Contributions.isNamed(part.name())) {
                risen.add(new Driver(
                        SeriesRule.TOPIC,
                        part.name(),
                        Contributions.rounded(share),
                        Contributions.rounded(usual),
                        part.value()));
            }
        }
        return risen;
    }
}
