package io.bellwether.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a gateway answers under load.
 *
 * @param rate deliveries a second
 * @param seconds until all that were due were answered: more than was asked for where something could not keep up
 * @param waits from when a delivery was due to be sent to its answer
 * @param cpuSeconds that the gateway's process used
 * @param jobCpuSeconds that the job beside it used, with its store
 */
record GatewayLoad(double rate, double seconds, Answers answers, Waits waits, double cpuSeconds, double jobCpuSeconds)
        implements Section {

    /**
     * What deliveries were answered with.
     *
     * @param taken 2xx
     * @param putOff 503
     * @param failed anything else, or nothing
     */
    record Answers(long taken, long putOff, long failed) {
        long all() {
            return taken + putOff + failed;
        }
    }

    /** In ms. */
    record Waits(double p50, double p99, double p999, double most) {}

    @Override
    public void text(Lines lines) {
        lines.add(
                "gateway at %,.0f webhooks/s beside the job: %,d taken, %,d put off, %,d failed, in %.0f s, %,.0f a second",
                rate, answers.taken(), answers.putOff(), answers.failed(), seconds, answers.all() / seconds);
        lines.add(
                "the gateway used %.2f cores, %.0f µs a webhook; job and store %.2f cores",
                cpuSeconds / seconds, microsEach(), jobCpuSeconds / seconds);
        lines.blank();
        lines.add("%-36s %8s %8s %8s %8s", "ms", "p50", "p99", "p99.9", "max");
        lines.add(
                "%-36s %8.1f %8.1f %8.1f %8.1f",
                "due to answered", waits.p50(), waits.p99(), waits.p999(), waits.most());
    }

    private double microsEach() {
        return cpuSeconds * 1e6 / answers.all();
    }

    @Override
    public void json(ObjectNode root) {
        root.putObject("gateway")
                .put("webhooks_per_s", rate)
                .put("taken", answers.taken())
                .put("put_off", answers.putOff())
                .put("failed", answers.failed())
                .put("p50_ms", waits.p50())
                .put("p99_ms", waits.p99())
                .put("p999_ms", waits.p999())
                .put("max_ms", waits.most())
                .put("answered_per_s", answers.all() / seconds)
                .put("cores", cpuSeconds / seconds)
                .put("cpu_us_each", microsEach())
                .put("job_cores", jobCpuSeconds / seconds);
    }
}
