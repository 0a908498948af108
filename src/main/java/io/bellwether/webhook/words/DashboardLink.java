package io.bellwether.webhook.words;

import java.util.regex.Pattern;

/**
 * The link of an alert to a dashboard, in the language of who reads it. A rule names a dashboard once; of those that come with
 * Bellwether there is one in Chinese, which shows the same and takes the same variables.
 */
final class DashboardLink {

    private static final Pattern OURS = Pattern.compile(
            "(/d/bellwether-(?:wallboard|operations|team|sla|quality|platforms|alerts|trends|capacity|pipeline))(?=[/?#]|$)");

    private DashboardLink() {}

    /** The link to the same dashboard in Chinese; any other link as it is. */
    static String chinese(String link) {
        return OURS.matcher(link).replaceFirst("$1-zh");
    }
}
