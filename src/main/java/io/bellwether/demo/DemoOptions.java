package io.bellwether.demo;

/**
 * How a demo runs. Ports: 0 for any free one.
 *
 * @param forMillis after which it ends by itself; 0 for never
 * @param plain lines instead of a screen
 * @param keep whether its folder is left
 * @param log file of the log
 */
public record DemoOptions(
        long forMillis,
        double rate,
        long seed,
        int webPort,
        int storePort,
        int webhookPort,
        int kafkaPort,
        int consolePort,
        boolean plain,
        boolean keep,
        String log) {}
