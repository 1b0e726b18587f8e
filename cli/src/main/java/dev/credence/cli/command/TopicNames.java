package dev.credence.cli.command;

import dev.credence.schemas.topic.TopicCatalogue;

/** Short names of this installation's topics. */
final class TopicNames {
    private TopicNames() {}

    /** The topic that a short name stands for; any other name as it is. */
    static String of(String name, TopicCatalogue catalogue) {
        return switch (name) {
            case "patterns" -> catalogue.patterns();
            case "confidence" -> catalogue.confidence();
            case "priority" -> catalogue.priority();
            case "bodies" -> catalogue.bodies();
            case "dead-letter", "dead-letters" -> catalogue.deadLetter();
            case "evidence" -> catalogue.evidenceChangelog();
            default -> name;
        };
    }
}
