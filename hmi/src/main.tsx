import { render } from 'preact';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/mimic.css';
import './styles/operate.css';
import './styles/pages.css';
import { App } from './app';
import { store } from './model/store';

void store.begin();
render(<App />, document.getElementById('app')!);
