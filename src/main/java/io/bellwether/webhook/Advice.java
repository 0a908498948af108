package io.bellwether.webhook;

import java.util.Map;

/** What to look at when a receiver lets nobody in, by the word of the outcome. */
final class Advice {

    private static final String CLOCK = "check its secret and the clock of this machine";

    private static final Map<String, String> BY_WORD = Map.ofEntries(
            Map.entry("http_401", "check its url, its secret and who may post there"),
            Map.entry("http_403", "check its url, its secret and who may post there"),
            Map.entry("http_404", "check its url"),
            Map.entry("http_410", "check its url"),
            Map.entry("settings", "check its variables and files on every machine that runs the job"),
            Map.entry(
                    "code_310000",
                    "as it says: give the robot the keyword Bellwether, or " + CLOCK
                            + ", or let the address of this machine in"),
            Map.entry("code_300001", "check the token in its url"),
            Map.entry("code_93000", "check the key in its url: it is wrong, or the robot was removed"),
            Map.entry("code_19001", "check its url: there is no such bot"),
            Map.entry("code_19021", CLOCK),
            Map.entry("code_19022", "let the address of this machine in"),
            Map.entry("code_19024", "give the bot the keyword Bellwether"),
            Map.entry("no_chat", "check chat_id and thread_id, and that the bot is in the chat and may write"),
            Map.entry("routing_key", "check its routing_key: 32 characters, of an Events API v2 integration"),
            Map.entry("workflow_stopped", "switch its workflow on, or copy its url anew"));

    private Advice() {}

    static String of(String word) {
        if (word.startsWith("blocked_")) {
            return "check its url, and what its entry in the routing file allows";
        }
        if (word.startsWith("http_3")) {
            return "redirects are not followed, write the address that it leads to into its url";
        }
        return BY_WORD.getOrDefault(word, "check its url and what stands in front of it");
    }
}
