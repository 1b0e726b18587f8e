package dev.credence.processor.ledger;

/** A source topic is not the one whose records the evidence rests on. */
public final class RecreatedTopicException extends RefusedException {
    private static final long serialVersionUID = 1L;

    public RecreatedTopicException(String topic, String ledgerId, String currentId, String applicationId) {
        super("topic " + topic + " was deleted and created again: the ledger knows it as " + ledgerId + ", it now is "
                + currentId
                + ". Its offsets mean other records, so nothing was consumed. Delete the dead-letter topic, whose letters name"
                + " offsets of the old one; then either start anew with another application.id, or delete, too, the topics"
                + " that start with " + applicationId
                + "- and the bodies topic, the consumer group " + applicationId
                + " and the directory data.dir/streams");
    }
}
