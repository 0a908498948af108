package io.bellwether.deploy;

import io.bellwether.staffing.Requirement;
import io.bellwether.staffing.ServiceTarget;
import io.bellwether.staffing.ServiceTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** What somebody planned for the simulated day and the next, with a promotion at one o'clock that they staffed too thinly. */
final class SimulatedPlan {

    private static final List<String> QUEUES = List.of(
            "presale",
            "orders",
            "delivery",
            "refunds",
            "vip",
            "support-en",
            "returns-en",
            "taobao",
            "tmall",
            "after-sales",
            "jd",
            "douyin",
            "pinduoduo",
            "kuaishou",
            "xiaohongshu");

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final int HALF_HOURS = 96;
    private static final double HALF_HOUR_S = 1_800;
    private static final double HANDLE_S = 360;
    private static final double BUSIEST = 14;

    /** Of ten numbers with a standard normal distribution one is greater. */
    private static final double TENTH = 1.2816;

    private static final ServiceTerms TERMS = ServiceTerms.PLAIN.with(new ServiceTarget(0.8, 20));

    private SimulatedPlan() {}

    /** The file, as {@code bellwether plan} writes it. */
    static String csv() {
        StringBuilder text = new StringBuilder("interval_start,queue,arrivals,p10,p90,handle_s,required,staffed\n");
        Instant midnight = DAY.atStartOfDay(ZoneId.of(SimulatedDay.ZONE)).toInstant();
        for (String queue : QUEUES) {
            for (int i = 0; i < HALF_HOURS; i++) {
                double usual = usual(queue, i % (HALF_HOURS / 2) / 2.0);
                double arrivals = queue.equals("presale") && (i == 26 || i == 27) ? 3 * usual : usual;
                double spread = TENTH * Math.sqrt(arrivals);
                text.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%.2f,%.2f,%.2f,%.0f,%d,%d%n",
                        midnight.plusSeconds((long) (i * HALF_HOUR_S)),
                        queue,
                        arrivals,
                        Math.max(0, arrivals - spread),
                        arrivals + spread,
                        HANDLE_S,
                        required(arrivals),
                        staffed(queue, i % (HALF_HOURS / 2) / 2.0)));
            }
        }
        return text.toString();
    }

    /** Little at night, most at ten in the morning and at four in the afternoon. */
    private static double usual(String queue, double hour) {
        double share =
                0.05 + Math.exp(-Math.pow((hour - 10) / 2.2, 2)) + 0.9 * Math.exp(-Math.pow((hour - 16) / 3.2, 2));
        return Math.max(0.3, share * (BUSIEST - QUEUES.indexOf(queue) / 2.0));
    }

    /** Two shifts with lunch in turns between them, few in the evening, one at night. */
    private static int staffed(String queue, double hour) {
        if (hour < 7 || hour >= 23) {
            return 1;
        }
        int full = required(usual(queue, 10));
        return hour >= 20 ? full / 2 : hour >= 12 && hour < 14 ? full - 1 : full;
    }

    private static int required(double contacts) {
        return Requirement.of(contacts, HALF_HOUR_S, HANDLE_S, TERMS).agents();
    }
}
