#ifndef PELAPOR_CONVOLUTION_H
#define PELAPOR_CONVOLUTION_H
#include <stdint.h>
// The inner loops of SpamCore's WordNetwork, the same additions in the same order on every platform. In C because these are also
// run in debug builds, a thousand messages at a time.

enum {
  pelapor_word_values = 16,
  pelapor_filter_reach = 5,
  pelapor_filter_count = 96,
  pelapor_filter_weights = pelapor_word_values * pelapor_filter_reach,
};

// The largest value of each filter over all places of a message, at least 0, and where it was found (-1: nowhere above 0).
// words: count + reach - 1 words of 16 values, the first and the last two of them zero; where may be null.
void pelapor_convolve(
    const float *words, int32_t count, const float *filters, const float *offsets, float *largest, int32_t *where);

// One step of AdaGrad on the filters that found something, and what it means for the words.
// gradients: the loss by each filter's largest value; squares, offsetSquares: sums of squared gradients so far.
void pelapor_learn_filters(
    const float *words, float *wordGradients, float *filters, float *squares, float *offsets, float *offsetSquares,
    const float *gradients, const int32_t *where, float rate);
#endif
