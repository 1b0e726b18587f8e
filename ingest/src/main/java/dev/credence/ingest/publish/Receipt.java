package dev.credence.ingest.publish;

/** Where an event stands in the log: {@code TOPIC-PARTITION@OFFSET}; the partition follows the last {@code -}. */
public record Receipt(String topic, int partition, long offset) {
    public Receipt {
        if (topic.isEmpty() || partition < 0 || offset < 0) {
            throw new IllegalArgumentException("a receipt needs a topic, a partition and an offset of at least 0, was "
                    + text(topic, partition, offset));
        }
    }

    /**
     * The receipt that {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static Receipt parse(String text) {
        int at = text.lastIndexOf('@');
        int dash = text.lastIndexOf('-', at);
        if (at < 0 || dash <= 0) {
            throw notAReceipt(text);
        }
        try {
            return new Receipt(
                    text.substring(0, dash),
                    Integer.parseInt(digits(text, dash + 1, at)),
                    Long.parseLong(digits(text, at + 1, text.length())));
        } catch (NumberFormatException e) {
            throw notAReceipt(text);
        }
    }

    @Override
    public String toString() {
        return text(topic, partition, offset);
    }

    private static String text(String topic, int partition, long offset) {
        return topic + '-' + partition + '@' + offset;
    }

    /** Integer.parseInt would take a sign and other scripts' digits, too. */
    private static String digits(String text, int from, int to) {
        String number = text.substring(from, to);
        if (!number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw notAReceipt(text);
        }
        return number;
    }

    private static IllegalArgumentException notAReceipt(String text) {
        String head = text.length() <= 80 ? text : text.substring(0, 80) + "…";
        return new IllegalArgumentException(
                "a receipt is TOPIC-PARTITION@OFFSET, such as credence.confidence-3@1042, was \"" + head + '"');
    }
}
