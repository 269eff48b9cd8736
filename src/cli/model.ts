/** The option that names a model of the analyst's own. */
import type { Option } from './command.ts';

export const modelOption: Option = {
	value: 'FOLDER',
	help: 'of a token-classification model to ask too (default: WHEREABOUTS_MODEL)',
};
