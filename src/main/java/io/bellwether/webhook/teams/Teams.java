package io.bellwether.webhook.teams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpOutcomes;
import io.bellwether.http.HttpReply;
import io.bellwether.notify.Batch;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.JsonBody;
import io.bellwether.webhook.WebhookFormat;
import io.bellwether.webhook.WebhookRequest;
import io.bellwether.webhook.words.ChatMessage;
import io.bellwether.webhook.words.FittedText;
import io.bellwether.webhook.words.FixedWords;
import io.bellwether.webhook.words.MarkdownDialect;
import io.bellwether.webhook.words.TextUnit;
import java.net.URI;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A workflow of Microsoft Teams that posts what a webhook receives: an Adaptive Card. */
public final class Teams implements WebhookFormat {

    /** A message may have 28 KB; headline, braces and the frame of each alert need the rest. */
    private static final int MAX_TEXT_BYTES = 20_000;

    private static final int MAX_ALERTS = 50;

    private static final MarkdownDialect DIALECT = new MarkdownDialect("\n\n", "\n\n", MarkdownDialect::backslashes);

    /** What the connectors that workflows replace, and bridges like them, say in a 200. */
    private static final Pattern HIDDEN_ERROR = Pattern.compile("HTTP error (\\d{3})");

    private static final Set<String> STOPPED = Set.of(
            "WorkflowTriggerIsNotEnabled", "WorkflowNotFound", "WorkflowDisabled", "DirectApiAuthorizationRequired");

    private final URI uri;
    private final FixedWords words;

    public Teams(Access access) {
        this.uri = access.uri();
        this.words = new FixedWords(access.voice());
    }

    @Override
    public WebhookRequest render(Batch batch, long nowMillis) {
        ChatMessage message = new ChatMessage(batch, words);
        FittedText text = message.fit(DIALECT, TextUnit.JSON_BYTES, MAX_TEXT_BYTES, MAX_ALERTS, MAX_TEXT_BYTES);
        ObjectNode body = JsonBody.object().put("type", "message");
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive").putNull("contentUrl");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4")
                .put("fallbackText", message.headline());
        card.putObject("msteams").put("width", "Full");
        ArrayNode blocks = card.putArray("body");
        textBlock(blocks, DIALECT.text(message.headline()))
                .put("weight", "Bolder")
                .put("size", "Medium");
        text.blocks().forEach(block -> textBlock(blocks, block).put("separator", true));
        return WebhookRequest.post(uri, JsonBody.HEADERS, JsonBody.bytes(body), text.leftOut());
    }

    private static ObjectNode textBlock(ArrayNode blocks, String text) {
        return blocks.addObject().put("type", "TextBlock").put("text", text).put("wrap", true);
    }

    @Override
    public HttpOutcome classify(HttpReply reply, long nowMillis) {
        HttpOutcome outcome = HttpOutcomes.of(reply, nowMillis);
        if (outcome instanceof HttpOutcome.Ok) {
            Matcher hidden = HIDDEN_ERROR.matcher(reply.body());
            return hidden.find()
                    ? HttpOutcomes.of(Integer.parseInt(hidden.group(1)), HttpOutcome.NO_DELAY_NAMED)
                    : outcome;
        }
        String code = JsonBody.read(reply.body()).path("error").path("code").asText("");
        return STOPPED.contains(code) ? new HttpOutcome.Disable("workflow_stopped") : outcome;
    }
}
