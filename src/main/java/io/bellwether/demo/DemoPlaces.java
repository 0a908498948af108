package io.bellwether.demo;

/**
 * Where to look, as shown on the screen.
 *
 * @param page the live console
 * @param webUi of Flink
 * @param console of the store
 * @param webhooks file of messages received
 * @param log file
 * @param rules folder of rules and policies
 */
record DemoPlaces(String page, String webUi, String console, String webhooks, String log, String rules) {

    /** Something to paste into the store's console. */
    static final String SAMPLE_QUERY =
            "SELECT ts, queue, waiting, service_level FROM queue WHERE rollup = 'queue' LIMIT -20";
}
