package io.bellwether.webhook.words;

import io.bellwether.alert.Transition;
import io.bellwether.notify.Change;
import java.util.ArrayList;
import java.util.List;

/**
 * One alert as people read it.
 *
 * @param mark what catches the eye
 * @param headline in one line
 * @param facts in one line
 * @param remarks what is told beside the alert, each in one line
 * @param links to dashboard and runbook, those that there are
 */
record ChatItem(String mark, String headline, String text, String facts, List<String> remarks, List<Link> links) {

    record Link(String label, String url) {}

    static ChatItem of(Change change, FixedWords words) {
        Transition t = change.transition();
        List<Link> links = new ArrayList<>();
        String dashboard = words.dashboardOf(t);
        if (!dashboard.isEmpty()) {
            links.add(new Link(words.dashboard(), dashboard));
        }
        if (ChatDialect.isLink(t.runbook())) {
            links.add(new Link(words.runbook(), t.runbook()));
        }
        return new ChatItem(
                Urgency.of(t).mark(),
                ChatMessage.inOneLine(words.headline(change)),
                ChatMessage.clean(words.told(t)),
                ChatMessage.inOneLine(words.facts(change)),
                words.remarks(change).stream().map(ChatMessage::inOneLine).toList(),
                links);
    }

    ChatItem shortened(String newText) {
        return new ChatItem(mark, headline, newText, facts, remarks, links);
    }

    /** With no more than a headline of so many characters. */
    ChatItem bare(int most, String sign) {
        return new ChatItem(mark, TextUnit.CODE_POINTS.shorten(headline, most, sign), "", "", List.of(), List.of());
    }

    /** @param titled whether the headline stands here, and not over the whole message */
    String in(ChatDialect dialect, boolean titled) {
        List<String> lines = new ArrayList<>();
        if (titled) {
            lines.add(mark + " " + dialect.bold(headline));
        }
        if (!text.isEmpty()) {
            lines.add(dialect.text(text));
        }
        if (!facts.isEmpty()) {
            lines.add(dialect.text(facts));
        }
        remarks.forEach(remark -> lines.add(dialect.text(remark)));
        if (!links.isEmpty()) {
            lines.add(String.join(
                    " · ",
                    links.stream()
                            .map(link -> dialect.link(link.label(), link.url()))
                            .toList()));
        }
        return String.join(dialect.lineBreak(), lines);
    }
}
