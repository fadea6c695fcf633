# ruff: noqa: F401 - pytest finds what is imported, and gives it the fixtures of this folder
"""index/postgres: the local store's own tests of what an index answers, on PostgreSQL."""

from tests.index.test_build import (
    test_another_corpus_uses_the_vectors_alone,
    test_another_model_embeds_all_anew,
)
from tests.index.test_copies import (
    test_a_digest_does_not_make_its_parts_copies_of_each_other,
    test_found_whichever_comes_first,
    test_no_longer_found_once_edited_or_removed,
    test_searching_does_not_mind,
    test_texts_like,
    test_the_most_alike_come_first,
)
from tests.index.test_draft import (
    test_a_changed_article_keeps_its_id_and_loses_its_old_passages,
    test_a_file_that_no_longer_holds_an_article_is_gone_and_told,
    test_a_renamed_file_is_not_embedded_again,
    test_only_what_is_new_is_embedded,
    test_progress,
    test_several_articles_in_one_file_and_the_same_text_twice,
)
from tests.index.test_search import (
    ask,
    test_a_day_named_is_favoured,
    test_a_publisher_named_is_favoured,
    test_a_question_without_a_word_finds_nothing,
    test_any_question_is_only_words,
    test_copies_of_one_text_count_once,
    test_equal_scores_come_in_the_order_of_the_passages,
    test_fuses_what_words_and_vectors_say,
    test_k,
    test_passages_of_one_article_are_no_copies,
    test_scores_add_up_and_ranks_count_from_one,
    test_two_publishers_named_come_by_turns,
)
from tests.index.test_search import test_filters as test_filters_of_a_search
from tests.index.test_store import (
    generation,
    test_filters,
    test_no_filter_is_all,
    test_the_same_from_sixteen_threads,
)
from tests.index.test_versions import (
    edited,
    test_a_rebuild_keeps_them,
    test_a_record_that_takes_the_place_of_another_is_no_edit,
    test_an_old_passage_is_found_in_what_the_article_said,
    test_another_model_keeps_them_and_notes_an_edit_made_meanwhile,
    test_another_title_makes_no_version,
    test_nothing_is_answered_from_it,
    test_other_rules_of_reading_are_no_edit,
    test_those_of_another_corpus_go,
    test_what_was_taken_back_is_live_again,
)
